import type { TreeError } from '../errors/tree-error.ts';
import type { Catalog } from './catalog.ts';
import type { LibraryContext } from './context.ts';
import { withRetries } from './retry.ts';

/** Brings the list of groups into the catalog, with retries; whoever asks while it is on its way shares the way. */
export function createGroupsLoader(catalog: Catalog, context: LibraryContext): () => Promise<void> {
  const { source, clock, observer, signal, albumIds } = context;
  let running: Promise<void> | undefined;
  let lastMissing = '';

  function tellMissing(found: ReadonlySet<string>): void {
    const missing = [...albumIds].filter((id) => !found.has(id));
    if (missing.join() !== lastMissing && missing.length > 0) observer.albumsMissing?.(missing);
    lastMissing = missing.join();
  }

  async function load(): Promise<void> {
    const onRetry = (retry: number, error: TreeError) => observer.retrying?.('the list of albums', retry, error);
    const groups = await withRetries(() => source.listGroups('album', { signal }), { clock, signal, onRetry });
    tellMissing(new Set(groups.map(({ id }) => id)));
    catalog.setGroups(albumIds.size === 0 ? groups : groups.filter(({ id }) => albumIds.has(id)));
  }

  return () => {
    running ??= load().finally(() => {
      running = undefined;
    });
    return running;
  };
}
