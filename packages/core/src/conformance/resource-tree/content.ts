import { LibraryError, type LibraryErrorCode } from '../../errors/library-error.ts';
import type { Rendition } from '../../ports/asset.ts';
import { must, mustEqual, mustReject, readAll } from '../expect.ts';
import { fileAt, filesOf, inText, needs, type ResourceTreeCase, sampleFile } from './tree-under-test.ts';

const allRenditions: Readonly<Record<Rendition, true>> = {
  original: true,
  edited: true,
  fullsize: true,
  preview: true,
  thumbnail: true,
  playback: true,
  motion: true,
};
const renditions = Object.keys(allRenditions) as readonly Rendition[];

/** Rules of reading files and their alternates. */
export const contentRules: readonly ResourceTreeCase[] = [
  {
    name: 'streams files of the size that their content has, and that is listed',
    async run({ tree, wronglySized }) {
      const excepted = wronglySized && (await fileAt(tree, wronglySized)).id;
      for (const file of await filesOf(tree)) {
        if (file.id === excepted) continue;
        const opened = await tree.open(file);
        const { length } = await readAll(opened);
        mustEqual([opened.size ?? length, opened.range], [length, undefined], `size and range of ${inText(file.path)}`);
        mustEqual(file.size ?? length, length, `listed size of ${inText(file.path)}`);
      }
    },
  },
  {
    name: 'streams files byte for byte',
    skip: needs('files', 'The test names the content of no file.'),
    async run({ tree, files = [] }) {
      for (const { path, content } of files)
        mustEqual(await readAll(await tree.open(await fileAt(tree, path))), [...content], `bytes of ${inText(path)}`);
    },
  },
  {
    name: 'opens a copy of a file resource',
    async run({ tree }) {
      const file = await sampleFile(tree);
      const copy = JSON.parse(JSON.stringify(file)) as typeof file;
      mustEqual((await readAll(await tree.open(copy))).length, file.size, `bytes of ${inText(file.path)}`);
    },
  },
  {
    name: 'rejects a file resource of another asset with not-found',
    async run({ tree }) {
      const file = await sampleFile(tree);
      await mustReject(() => tree.open({ ...file, id: 'another id' }), ['not-found'], 'open with another id');
    },
  },
  {
    name: 'streams a range, both ends included, with the size of the whole',
    async run({ tree }) {
      const file = await sampleFile(tree);
      const whole = await readAll(await tree.open(file));
      for (const range of [
        { first: 0, last: 0 },
        { first: 1, last: whole.length - 1 },
      ]) {
        const opened = await tree.open(file, { range });
        mustEqual([opened.size, opened.range], [whole.length, range], 'size and range');
        mustEqual(await readAll(opened), whole.slice(range.first, range.last + 1), 'bytes');
      }
    },
  },
  {
    name: 'ends a range that reaches past the end at the last byte',
    async run({ tree }) {
      const file = await sampleFile(tree);
      const opened = await tree.open(file, { range: { first: 1, last: file.size + 99 } });
      mustEqual(opened.range, { first: 1, last: file.size - 1 }, 'range');
      mustEqual((await readAll(opened)).length, file.size - 1, 'number of bytes');
    },
  },
  {
    name: 'rejects a range that begins past the end with range-not-satisfiable',
    async run({ tree }) {
      const file = await sampleFile(tree);
      const range = { first: file.size, last: file.size };
      await mustReject(() => tree.open(file, { range }), ['range-not-satisfiable'], 'open');
    },
  },
  {
    name: 'resolves a file to its true size after its content showed it',
    skip: needs('wronglySized', 'The test names no file whose listed size is wrong.'),
    async run({ tree, wronglySized = [] }) {
      const file = await fileAt(tree, wronglySized);
      const { length } = await readAll(await tree.open(file));
      must(file.size !== length, `The listed size of ${inText(wronglySized)} is right.`);
      mustEqual((await fileAt(tree, wronglySized)).size, length, 'size after the read');
    },
  },
  {
    name: 'opens alternates of files, as far as the library has them',
    skip: needs('alternates', 'The test names no file with alternates.'),
    async run({ tree, alternates: path = [] }) {
      const file = await fileAt(tree, path);
      const { alternates = [] } = file;
      must(alternates.length > 0, `${inText(path)} has no alternates.`);
      let opened = 0;
      for (const as of alternates) {
        const content = await unlessMissing(() => tree.open(file, { as }));
        if (!content) continue;
        opened += 1;
        mustEqual((await readAll(content)).length, content.size, `bytes of the ${as} of ${inText(path)}`);
        must(content.mediaType !== undefined, `A media type comes with the ${as} of ${inText(path)}.`);
        const part = await tree.open(file, { as, range: { first: 0, last: 0 } });
        mustEqual(
          [part.size, (await readAll(part)).length],
          [content.size, 1],
          `a range of the ${as} of ${inText(path)}`,
        );
      }
      must(opened > 0, `None of the alternates of ${inText(path)} can be opened.`);
    },
  },
  {
    name: 'rejects renditions that are no alternates with not-supported',
    async run({ tree }) {
      const file = await sampleFile(tree);
      const own = await readAll(await tree.open(file));
      const others = renditions.filter((as) => !file.alternates?.includes(as));
      for (const as of others) {
        const bytes = await unlessNotSupported(async () => readAll(await tree.open(file, { as })));
        // The rendition that the file itself shows is no alternate of it.
        if (bytes) mustEqual(bytes, own, `bytes of the ${as} of ${inText(file.path)}`);
      }
    },
  },
];

const unless =
  (code: LibraryErrorCode) =>
  async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (LibraryError.is(error) && error.code === code) return undefined;
      throw error;
    }
  };
const unlessMissing = unless('not-found');
const unlessNotSupported = unless('not-supported');
