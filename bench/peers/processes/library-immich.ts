import { createFakeImmich, generatedLibrary, photo } from '../../../packages/fake-immich/src/index.ts';
import type { LibraryFacts, LibraryOrder, LibrarySize, SentReply } from '../library-immich.ts';
import { variedLibrary } from './varied-library.ts';

const size: LibrarySize = JSON.parse(process.env.LIBRARY ?? '{}');
const immich = createFakeImmich({
  library: size.varied ? variedLibrary(size) : generatedLibrary({ ...size, checksums: 'seed' }),
});
let added = 0;

const orders: { readonly [Kind in LibraryOrder['kind']]: (order: Extract<LibraryOrder, { kind: Kind }>) => unknown } = {
  add: ({ album }) => {
    const name = `NEW_${++added}.jpg`;
    const { id } = immich.library.addAsset(photo(name));
    immich.library.addToAlbum(immich.library.albumNamed(album).id, id);
    return name;
  },
  be: ({ version }) => immich.upgrade(version),
  forget: () => immich.requests.reset(),
  finished: () => immich.requests.entries.filter(({ state }) => state === 'finished').length,
  replies: () => immich.requests.entries.map(({ at, bytesSent }): SentReply => ({ at, bytes: bytesSent })),
};

const obey = <Kind extends LibraryOrder['kind']>(order: Extract<LibraryOrder, { kind: Kind }>): unknown =>
  orders[order.kind as Kind](order);

process.on('message', (order: LibraryOrder) => process.send?.({ answer: obey(order) }));
process.on('disconnect', () => process.exit());
const { url } = await immich.listen();
const albums = immich.library.albums().map(({ id, name }) => ({ id, name }));
const facts: LibraryFacts = { url, albums };
process.send?.(facts);
