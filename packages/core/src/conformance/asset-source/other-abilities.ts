import { createStopSignal } from '../../base/platform.ts';
import { codeOf, must, mustEqual, mustHonorSignal } from '../expect.ts';
import { type AssetSourceCase, type ConformanceLibrary, everyAsset, needsAbility } from './library-under-test.ts';

const expectsStacks = (library: ConformanceLibrary): string | undefined =>
  needsAbility('stacks')(library) ?? (library.stacks ? undefined : 'The test names no stacks of its library.');

const canChange = (library: ConformanceLibrary): string | undefined =>
  needsAbility('changes')(library) ?? (library.change ? undefined : 'The test cannot change its library.');

const inOrder = ([primary = '', ...others]: readonly string[]): readonly string[] => [primary, ...others.sort()];
const asText = (stacks: readonly (readonly string[])[]): readonly string[] =>
  stacks.map((stack) => JSON.stringify(inOrder(stack))).sort();

/** Rules of stacks, hints, access to parts of months, and the count of requests. */
export const otherAbilityRules: readonly AssetSourceCase[] = [
  {
    name: 'lists stacks that have their primary asset in them, and share no asset',
    skip: needsAbility('stacks'),
    async run({ source }) {
      const stacks = (await source.stacks?.list()) ?? [];
      for (const { primaryId, assetIds } of stacks)
        must(assetIds.includes(primaryId), `The stack of ${primaryId} does not have it among its assets.`);
      const ids = stacks.flatMap(({ assetIds }) => assetIds);
      mustEqual(new Set(ids).size, ids.length, 'assets that are in one stack');
    },
  },
  {
    name: 'lists the stacks of the library',
    skip: expectsStacks,
    async run({ source, stacks = [] }) {
      const names = new Map((await everyAsset(source)).map(({ id, fileName }) => [id, fileName]));
      const listed = ((await source.stacks?.list()) ?? []).map(({ primaryId, assetIds }) =>
        [primaryId, ...assetIds.filter((id) => id !== primaryId)].map((id) => names.get(id) ?? id),
      );
      mustEqual(asText(listed), asText(stacks), 'stacks');
    },
  },
  {
    name: 'returns the same array of stacks while none changes',
    skip: needsAbility('stacks'),
    async run({ source }) {
      const first = await source.stacks?.list();
      must(first === (await source.stacks?.list()), 'The array of stacks must be the same.');
    },
  },
  {
    name: 'does not list stacks when the signal is aborted',
    skip: needsAbility('stacks'),
    run: ({ source }) => mustHonorSignal(async (signal) => source.stacks?.list({ signal }), 'stacks.list'),
  },
  {
    name: 'sends a hint after a change, and none to a watcher whose signal aborted',
    skip: canChange,
    async run({ source, change }) {
      const [left, staying] = [createStopSignal(), createStopSignal()];
      let hintsAfterAbort = 0;
      source.changes?.watch(() => hintsAfterAbort++, left.signal);
      left.abort();
      const hinted = new Promise<void>((resolve) => source.changes?.watch(resolve, staying.signal));
      hintsAfterAbort = 0;
      await change?.();
      await hinted;
      staying.abort();
      mustEqual(hintsAfterAbort, 0, 'hints after the signal aborted');
    },
  },
  {
    name: 'watches without a hint when the signal is aborted',
    skip: needsAbility('changes'),
    async run({ source }) {
      const stop = createStopSignal();
      stop.abort();
      let hints = 0;
      try {
        source.changes?.watch(() => hints++, stop.signal);
      } catch (error) {
        must(false, `watch must not throw: ${String(error)}`);
      }
      mustEqual(hints, 0, 'hints');
    },
  },
  {
    name: 'grants access to what partners share, or rejects with forbidden',
    skip: needsAbility('requireAccess'),
    async run({ source }) {
      const code = await codeOf(async () => source.requireAccess?.('partners'));
      must(code === undefined || code === 'forbidden', `requireAccess rejects with ${code} instead of forbidden.`);
    },
  },
  {
    name: 'counts its requests',
    skip: needsAbility('requests'),
    async run({ source }) {
      const before = source.requests ?? 0;
      for (const kind of source.groupKinds) await source.listGroups(kind);
      const after = source.requests ?? 0;
      must(Number.isInteger(after) && after >= before, `The count of requests went from ${before} to ${after}.`);
    },
  },
];

/** Rules of the end of a source: the last ones, because nothing else works after them. */
export const closeRules: readonly AssetSourceCase[] = [
  {
    name: 'closes, also a second time, and rejects with a LibraryError if it does not answer any more',
    skip: needsAbility('close'),
    async run({ source }) {
      for (const time of ['first', 'second'])
        mustEqual(await codeOf(async () => source.close?.()), undefined, `code of the ${time} close`);
      await codeOf(() => source.listGroups('album'));
    },
  },
];
