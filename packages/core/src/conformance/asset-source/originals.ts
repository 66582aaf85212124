import { createStopSignal } from '../../base/platform.ts';
import { codeOf, mustEqual, mustHonorSignal, mustReject, readAll } from '../expect.ts';
import { type AssetSourceCase, missingGroup, sample } from './library-under-test.ts';

/** Rules of opening originals. */
export const originalRules: readonly AssetSourceCase[] = [
  {
    name: 'streams an asset byte for byte',
    async run(library) {
      const { asset, expected } = await sample(library);
      const opened = await library.source.open(asset, 'original');
      mustEqual([opened.size, opened.range], [expected.content.length, undefined], 'size and range');
      mustEqual(await readAll(opened), [...expected.content], 'bytes');
    },
  },
  {
    name: 'streams a range, both ends included, with the size of the whole',
    async run(library) {
      const { asset, expected } = await sample(library);
      const range = { first: 0, last: expected.content.length - 2 };
      const opened = await library.source.open(asset, 'original', { range });
      mustEqual([opened.size, opened.range], [expected.content.length, range], 'size and range');
      mustEqual(await readAll(opened), [...expected.content.subarray(0, -1)], 'bytes');
    },
  },
  {
    name: 'ends a range that reaches past the end at the last byte',
    async run(library) {
      const { asset, expected } = await sample(library);
      const size = expected.content.length;
      const opened = await library.source.open(asset, 'original', { range: { first: 1, last: size + 99 } });
      mustEqual(opened.range, { first: 1, last: size - 1 }, 'range');
      mustEqual(await readAll(opened), [...expected.content.subarray(1)], 'bytes');
    },
  },
  {
    name: 'rejects a range that begins past the end with range-not-satisfiable',
    async run(library) {
      const { asset, expected } = await sample(library);
      const range = { first: expected.content.length, last: expected.content.length + 1 };
      await mustReject(() => library.source.open(asset, 'original', { range }), ['range-not-satisfiable'], 'open');
    },
  },
  {
    name: 'rejects opening a missing asset with not-found',
    async run(library) {
      const { asset } = await sample(library);
      const missing = { ...asset, id: missingGroup.id };
      await mustReject(() => library.source.open(missing, 'original'), ['not-found'], 'open of a missing asset');
    },
  },
  {
    name: 'does not open when the signal is aborted',
    async run(library) {
      const { asset } = await sample(library);
      await mustHonorSignal(
        async (signal) => readAll(await library.source.open(asset, 'original', { signal })),
        'open of an original',
      );
    },
  },
  {
    name: 'gives the whole body or fails it when the signal aborts before it was read',
    async run(library) {
      const { asset, expected } = await sample(library);
      const stop = createStopSignal();
      const opened = await library.source.open(asset, 'original', { signal: stop.signal });
      stop.abort();
      let bytes: readonly number[] | undefined;
      const code = await codeOf(async () => {
        bytes = await readAll(opened);
      });
      if (code === undefined) mustEqual(bytes, [...expected.content], 'bytes of a body that ended');
    },
  },
];
