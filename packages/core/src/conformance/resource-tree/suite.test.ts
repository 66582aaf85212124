import { expect, it } from 'vitest';
import { conformingTree } from '../../../test/conforming-tree.ts';
import { failsIn, type Mutants } from '../../../test/mutants.ts';
import type { FileResource, Resource } from '../../ports/resource.ts';
import type { ResourceTree } from '../../ports/resource-tree.ts';
import { resourceTreeConformance } from './suite.ts';

/** A tree whose resources are changed wherever they are shown; files open by what the good tree shows. */
function changed(good: ResourceTree, change: (resource: Resource) => Resource): Partial<ResourceTree> {
  const cached = new WeakMap<readonly Resource[], readonly Resource[]>();
  return {
    async resolve(path, options) {
      const found = await good.resolve(path, options);
      return found && change(found);
    },
    async members(collection, options) {
      const members = await good.members(collection, options);
      if (!cached.has(members)) cached.set(members, members.map(change));
      return cached.get(members) ?? [];
    },
    open: async (file, options) => {
      const now = await good.resolve(file.path);
      return good.open(now?.kind === 'file' ? now : file, options);
    },
  };
}

/** A tree whose members are other ones. */
function listing(
  good: ResourceTree,
  list: (members: readonly Resource[]) => readonly Resource[],
): Partial<ResourceTree> {
  return { members: async (collection, options) => list(await good.members(collection, options)) };
}

const last = (path: readonly string[]): string => path.at(-1) ?? '';
let calls = 0;

const mutants: Mutants<ResourceTree> = {
  'has a root at the empty path, without a name': {
    'the root has a name': (good) => changed(good, (one) => (one.path.length === 0 ? { ...one, name: 'Photos' } : one)),
  },
  'resolves the path of every member to what its collection lists': {
    'resolve gives another tag': (good) => ({
      async resolve(path, options) {
        const found = await good.resolve(path, options);
        return found && path.length > 0 ? { ...found, etag: 'other' } : found;
      },
    }),
    'members have the path of their collection': (good) =>
      listing(good, (members) => members.map((one) => ({ ...one, path: [...one.path.slice(0, -1), 'x', one.name] }))),
  },
  'gives members names that are legal, and unique without regard to case': {
    'names have slashes': (good) =>
      listing(good, (members) => members.map((one) => ({ ...one, name: `a/${one.name}` }))),
    'names differ by case alone': (good) =>
      listing(good, (members) => [...members, ...members.map((one) => ({ ...one, name: one.name.toUpperCase() }))]),
  },
  'resolves names in Unicode forms NFC and NFD': {
    'only one form is found': (good) => ({
      resolve: async (path, options) =>
        path.every((name) => name === name.normalize('NFC')) ? good.resolve(path, options) : undefined,
    }),
  },
  'resolves nothing at a missing path and below a file': {
    'empty names are skipped': (good) => ({
      resolve: (path, options) =>
        good.resolve(
          path.filter((name) => name !== ''),
          options,
        ),
    }),
    'names below a file are skipped': (good) => ({
      resolve: (path, options) => good.resolve(last(path) === 'below' ? path.slice(0, -1) : path, options),
    }),
  },
  'rejects members and files at a missing path with not-found': {
    'a missing collection is empty': (good) => ({
      members: (collection, options) => good.members(collection, options).catch(() => []),
    }),
    'another error crosses the port': (good) => ({
      open: (file, options) =>
        good.open(file, options).catch(() => {
          throw new TypeError('ENOENT');
        }),
    }),
  },
  'returns the same array of members while nothing changes': {
    'the array is a copy': (good) => listing(good, (members) => [...members]),
  },
  'counts the members of a collection, if it counts them': {
    'the count is of files alone': (good) =>
      changed(good, (one) => (one.kind === 'collection' && one.name === 'Trips' ? { ...one, count: 1 } : one)),
  },
  'does not resolve, list or open when the signal is aborted': {
    'resolve drops the signal': (good) => ({ resolve: (path) => good.resolve(path) }),
    'members drops the signal': (good) => ({ members: (collection) => good.members(collection) }),
    'open drops the signal': (good) => ({ open: (file) => good.open(file) }),
  },
  'gives well-formed properties: opaque tags, whole milliseconds and bytes, media types': {
    'tags have quotes': (good) => changed(good, (one) => ({ ...one, etag: `"${one.etag}"` })),
    'times are seconds': (good) => changed(good, (one) => ({ ...one, modifiedAt: 1.5 })),
    'a media type is a suffix': (good) =>
      changed(good, (one) => (one.kind === 'file' ? { ...one, mediaType: 'jpg' } : one)),
    'a size is negative': (good) => changed(good, (one) => (one.kind === 'file' ? { ...one, size: -1 } : one)),
    'a checksum is base64': (good) =>
      changed(good, (one) => (one.kind === 'file' ? { ...one, sha1: '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' } : one)),
  },
  'gives every member an id, unique in its collection, and one kind to an id': {
    'ids are names of kinds': (good) => changed(good, (one) => ({ ...one, id: one.kind })),
    'ids are empty': (good) => changed(good, (one) => ({ ...one, id: '' })),
    'files and collections share ids': (good) =>
      changed(good, (one) => ({ ...one, id: one.kind === 'file' ? one.id : `${calls++ % 2 ? 'asset-1' : one.id}` })),
  },
  'gives one asset the same id at all of its paths': {
    'ids are paths': (good) => changed(good, (one) => ({ ...one, id: `id ${one.path.join('/')}` })),
  },
  'keeps ids and tags while nothing changes': {
    'tags are counted': (good) => changed(good, (one) => ({ ...one, etag: `${calls++}` })),
    'ids are counted': (good) => changed(good, (one) => ({ ...one, id: `${calls++}` })),
  },
  'gives the same ids and tags after a restart and in another process': {
    'tags are of one process': (good) => {
      const startedAt = calls++;
      return changed(good, (one) => ({ ...one, etag: `${startedAt}-${one.etag}` }));
    },
  },
  'changes the tag of a collection, and of all that contain it, with a member': {
    'tags of collections stay': (good) =>
      changed(good, (one) => (one.kind === 'collection' ? { ...one, etag: 'same' } : one)),
    'tags of the outer collections stay': (good) =>
      changed(good, (one) => (one.path.length < 2 ? { ...one, etag: 'same' } : one)),
  },
  'streams files of the size that their content has, and that is listed': {
    'the listed size is wrong': (good) =>
      changed(good, (one) => (one.kind === 'file' ? { ...one, size: (one.size ?? 0) + 1 } : one)),
    'the last byte is lost': (good) => ({
      open: (file, options) => good.open(file, { ...options, range: { first: 0, last: (file.size ?? 2) - 2 } }),
    }),
  },
  'streams files byte for byte': {
    'another file is sent': (good) => ({
      async open(file, options) {
        const content = await good.open(file, options);
        return { ...content, body: reversed(content.body) };
      },
    }),
  },
  'opens a copy of a file resource': {
    'only the own objects open': (good) => {
      const own = new WeakSet<Resource>();
      const note = (resource: Resource | undefined): Resource | undefined => {
        if (resource) own.add(resource);
        return resource;
      };
      return {
        resolve: async (path, options) => note(await good.resolve(path, options)),
        members: async (collection, options) => {
          const members = await good.members(collection, options);
          members.forEach(note);
          return members;
        },
        open: (file, options) => good.open(own.has(file) ? file : { ...file, id: 'missing' }, options),
      };
    },
  },
  'rejects a file resource of another asset with not-found': {
    'open goes by the path alone': (good) => changed(good, (one) => one),
  },
  'streams a range, both ends included, with the size of the whole': {
    'ranges are ignored': (good) => ({ open: (file) => good.open(file) }),
    'the size is that of the range': (good) => ({
      async open(file, options) {
        const content = await good.open(file, options);
        return options?.range ? { ...content, size: options.range.last - options.range.first + 1 } : content;
      },
    }),
  },
  'ends a range that reaches past the end at the last byte': {
    'the range is repeated as requested': (good) => ({
      open: async (file, options) => ({ ...(await good.open(file, options)), ...options }),
    }),
  },
  'rejects a range that begins past the end with range-not-satisfiable': {
    'the whole is sent instead': (good) => ({
      open: (file, options) => good.open(file, options).catch(() => good.open(file)),
    }),
  },
  'resolves a file to its true size after its content showed it': {
    'the listing keeps the wrong size': (good) =>
      changed(good, (one) => (one.name === 'wrong.jpg' ? { ...one, size: 5 } : one)),
  },
  'opens alternates of files, as far as the library has them': {
    'alternates are the file itself': (good) => ({
      open: (file, options) => good.open(file, options?.range ? { range: options.range } : {}).then(without),
    }),
    'alternates are never found': (good) => ({
      open: (file, options) => good.open(options?.as ? { ...file, id: 'missing' } : file, options),
    }),
    'none are listed': (good) =>
      changed(good, (one) => {
        const { alternates: _lost, ...file } = one as FileResource;
        return one.kind === 'file' ? file : one;
      }),
  },
  'rejects renditions that are no alternates with not-supported': {
    'another rendition is sent instead': (good) => ({
      open: (file, options) =>
        good.open(file, options).catch(() => ({ body: reversed([new Uint8Array([1])]), size: 1 })),
    }),
  },
};

/** Content that does not say of which type it is. */
const without = <T extends object>(content: T): T => {
  const { mediaType: _lost, ...rest } = content as T & { mediaType?: string };
  return rest as unknown as T;
};

async function* reversed(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) yield chunk.toReversed();
}

it('has a mutant for every rule', () => {
  expect(Object.keys(mutants).toSorted()).toEqual(resourceTreeConformance.map(({ name }) => name).toSorted());
});

it.each(failsIn(mutants))('%s: %s', async (name, _broken, mutate) => {
  const good = conformingTree();
  const mutant = (tree: ResourceTree): ResourceTree => ({ ...tree, ...mutate(tree) });
  const rule = resourceTreeConformance.find((candidate) => candidate.name === name);
  const underTest = { ...good, tree: mutant(good.tree), restarted: mutant(good.restarted ?? good.tree) };
  expect(rule?.skip?.(underTest)).toBeUndefined();
  await expect(rule?.run(underTest)).rejects.toMatchObject({
    name: expect.stringMatching(/^(ConformanceError|LibraryError)$/),
  });
});
