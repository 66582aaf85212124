import type { ResidentMemory } from '../../measure/resident-memory.ts';
import type { LibraryWithViews } from '../../peers/library-with-views.ts';
import type { Row } from '../row.ts';

/** What a server needs from then on that shows everything in every way. */
export const viewsRest: Row = memoryRow('memory at rest, 10 s after the end', ({ now }) => now, { value: 350 });

/** And what it needs to read everything, or to begin again. */
export const viewsPeak: Row = memoryRow('peak memory', ({ peak }) => peak);

const moments: Readonly<Record<string, (library: LibraryWithViews) => ResidentMemory | undefined>> = {
  'the first full read': ({ memory }) => memory,
  'a restart': ({ memoryOfRestart }) => memoryOfRestart,
};

function memoryRow(
  title: string,
  bytesOf: (memory: ResidentMemory) => number,
  limit?: { readonly value: number },
): Row {
  return {
    title: `1,000,000 assets, every view: ${title}`,
    unit: 'MB',
    targets: limit ? { 'a limit': { kind: 'at most', ...limit } } : {},
    async measure({ withViews }) {
      const library = await withViews();
      return Object.entries(moments).flatMap(([what, memoryOf]) => {
        const memory = memoryOf(library);
        return memory ? [{ what, against: 'a limit', ours: bytesOf(memory) / 1e6 }] : [];
      });
    },
  };
}
