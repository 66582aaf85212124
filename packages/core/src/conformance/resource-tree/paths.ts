import type { CollectionResource } from '../../ports/resource.ts';
import { ConformanceError, must, mustEqual, mustHonorSignal, mustReject } from '../expect.ts';
import { collectionsOf, filesOf, inText, type ResourceTreeCase, resourcesOf } from './tree-under-test.ts';

const isLegal = (name: string): boolean => !['', '.', '..'].includes(name) && !/[/\p{Cc}]/u.test(name);

/** Rules of paths, names and members. */
export const pathRules: readonly ResourceTreeCase[] = [
  {
    name: 'has a root at the empty path, without a name',
    async run({ tree }) {
      const root = await tree.resolve([]);
      mustEqual([root?.kind, root?.name, root?.path], ['collection', '', []], 'kind, name and path of the root');
    },
  },
  {
    name: 'resolves the path of every member to what its collection lists',
    async run({ tree }) {
      for (const { collection, members } of await collectionsOf(tree)) {
        for (const member of members) {
          mustEqual(member.path, [...collection.path, member.name], `path of ${inText(member.path)}`);
          mustEqual(await tree.resolve(member.path), member, `resource at ${inText(member.path)}`);
        }
      }
    },
  },
  {
    name: 'gives members names that are legal, and unique without regard to case',
    async run({ tree }) {
      for (const { collection, members } of await collectionsOf(tree)) {
        for (const { name } of members)
          must(isLegal(name), `A member of ${inText(collection.path)} is called ${name}.`);
        const names = members.map(({ name }) => name.normalize('NFC').toLowerCase());
        mustEqual(new Set(names).size, names.length, `unique names in ${inText(collection.path)}`);
      }
    },
  },
  {
    name: 'resolves names in Unicode forms NFC and NFD',
    async run({ tree }) {
      const odd = (await resourcesOf(tree)).find(({ name }) => name.normalize('NFC') !== name.normalize('NFD'));
      if (!odd) throw new ConformanceError('The tree under test needs a name that differs between NFC and NFD.');
      for (const form of ['NFC', 'NFD'] as const) {
        const path = odd.path.map((name) => name.normalize(form));
        mustEqual(await tree.resolve(path), odd, `resource in form ${form}`);
      }
    },
  },
  {
    name: 'resolves nothing at a missing path and below a file',
    async run({ tree }) {
      const [file] = await filesOf(tree);
      const paths = [['no such name'], ['no such', 'name'], [''], ['.'], ['..'], [...(file?.path ?? []), 'below']];
      for (const path of paths) mustEqual((await tree.resolve(path))?.path, undefined, `resource at ${inText(path)}`);
    },
  },
  {
    name: 'rejects members and files at a missing path with not-found',
    async run({ tree }) {
      const path = ['no such name'];
      const root = (await tree.resolve([])) as CollectionResource;
      await mustReject(() => tree.members({ ...root, path, name: 'no such name' }), ['not-found'], 'members');
      for (const file of (await filesOf(tree)).slice(0, 1))
        await mustReject(() => tree.open({ ...file, path, name: 'no such name' }), ['not-found'], 'open');
    },
  },
  {
    name: 'returns the same array of members while nothing changes',
    async run({ tree }) {
      for (const { collection, members } of await collectionsOf(tree))
        must(
          members === (await tree.members(collection)),
          `Members of ${inText(collection.path)} must be the same array.`,
        );
    },
  },
  {
    name: 'counts the members of a collection, if it counts them',
    async run({ tree }) {
      for (const { collection, members } of await collectionsOf(tree))
        mustEqual(collection.count ?? members.length, members.length, `count of ${inText(collection.path)}`);
    },
  },
  {
    name: 'does not resolve, list or open when the signal is aborted',
    async run({ tree }) {
      const root = (await tree.resolve([])) as CollectionResource;
      await mustHonorSignal((signal) => tree.resolve([], { signal }), 'resolve');
      await mustHonorSignal((signal) => tree.members(root, { signal }), 'members');
      for (const file of (await filesOf(tree)).slice(0, 1))
        await mustHonorSignal((signal) => tree.open(file, { signal }), 'open');
    },
  },
];
