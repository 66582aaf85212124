import type { Resource } from '../../ports/resource.ts';
import type { ResourceTree } from '../../ports/resource-tree.ts';
import { must, mustEqual } from '../expect.ts';
import { collectionsOf, fileAt, inText, needs, type ResourceTreeCase, resourcesOf } from './tree-under-test.ts';

/** Characters of an entity tag (RFC 9110 section 8.8.3) that are ASCII. */
const isTag = (etag: string): boolean => /^[!#-~]+$/.test(etag);

const isWhole = (value: number): boolean => Number.isInteger(value);

function mustBeWellFormed(resource: Resource): void {
  const where = inText(resource.path);
  must(isTag(resource.etag), `The etag of ${where} is no opaque tag: ${resource.etag}.`);
  must(isWhole(resource.createdAt) && isWhole(resource.modifiedAt), `Times of ${where} must be whole milliseconds.`);
  if (resource.kind === 'collection') return;
  const { mediaType, size = 0, sha1 } = resource;
  must(/^[^/\s]+\/[^/\s]+$/.test(mediaType), `${where} has no media type: ${mediaType}.`);
  must(isWhole(size) && size >= 0, `The size of ${where} is no number of bytes: ${size}.`);
  must(sha1 === undefined || /^[0-9a-f]{40}$/.test(sha1), `sha1 of ${where} must be lowercase hex: ${sha1}.`);
}

const tagsOf = async (tree: ResourceTree): Promise<readonly string[]> =>
  [await tree.resolve([]), ...(await resourcesOf(tree))].map(
    (one) => `${inText(one?.path ?? [])} ${one?.id} ${one?.etag}`,
  );

/** Rules of ids, entity tags and properties. */
export const identityRules: readonly ResourceTreeCase[] = [
  {
    name: 'gives well-formed properties: opaque tags, whole milliseconds and bytes, media types',
    async run({ tree }) {
      for (const resource of await resourcesOf(tree)) mustBeWellFormed(resource);
    },
  },
  {
    name: 'gives every member an id, unique in its collection, and one kind to an id',
    async run({ tree }) {
      const kinds = new Map<string, string>();
      for (const { collection, members } of await collectionsOf(tree)) {
        const ids = members.map(({ id }) => id);
        mustEqual(new Set(ids).size, ids.length, `unique ids in ${inText(collection.path)}`);
        for (const { id, kind, path } of [collection, ...members]) {
          must(typeof id === 'string' && id !== '', `${inText(path)} has no id.`);
          mustEqual(kind, kinds.get(id) ?? kind, `kind of the id of ${inText(path)}`);
          kinds.set(id, kind);
        }
      }
    },
  },
  {
    name: 'gives one asset the same id at all of its paths',
    skip: needs('sameAsset', 'The test names no asset that is shown more than once.'),
    async run({ tree, sameAsset = [] }) {
      const ids: string[] = [];
      for (const path of sameAsset) ids.push((await fileAt(tree, path)).id);
      mustEqual(new Set(ids).size, 1, `ids of ${sameAsset.map(inText).join(' and ')}`);
    },
  },
  {
    name: 'keeps ids and tags while nothing changes',
    async run({ tree }) {
      const before = await tagsOf(tree);
      mustEqual(await tagsOf(tree), before, 'ids and tags');
    },
  },
  {
    name: 'gives the same ids and tags after a restart and in another process',
    skip: needs('restarted', 'The test has no second tree over the same library.'),
    async run({ tree, restarted = tree }) {
      mustEqual(await tagsOf(restarted), await tagsOf(tree), 'ids and tags');
    },
  },
  {
    name: 'changes the tag of a collection, and of all that contain it, with a member',
    skip: needs('change', 'The test cannot change its library.'),
    async run({ tree, change }) {
      const before = new Map((await tagsOf(tree)).map((line) => [line.slice(0, line.lastIndexOf(' ')), line]));
      const path = (await change?.()) ?? [];
      for (let depth = 0; depth <= path.length; depth++) {
        const now = await tree.resolve(path.slice(0, depth));
        const line = `${inText(path.slice(0, depth))} ${now?.id} ${now?.etag}`;
        const last = before.get(line.slice(0, line.lastIndexOf(' ')));
        must(last !== undefined, `The id of ${inText(path.slice(0, depth))} must stay.`);
        must(last !== line, `The tag of ${inText(path.slice(0, depth))} must change.`);
      }
    },
  },
];
