import { createFakeImmich, generatedLibrary } from '../../../packages/fake-immich/src/index.ts';
import type { ImmichFacts, ImmichOrder } from '../immich.ts';

const assets = 10_000;
const largeSize = 1_000_000_000;

const immich = createFakeImmich({
  library: {
    ...generatedLibrary({ albums: 1, assets, size: 20_000, checksums: 'seed' }),
    albums: [
      {
        name: 'Large',
        // Hashing a gigabyte would take longer than serving it.
        assets: [
          {
            originalFileName: 'large.mp4',
            content: { generated: largeSize },
            checksum: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
          },
          // Content that is not what its checksum says is not kept, so this one has a true one.
          { originalFileName: 'kept.jpg', content: { generated: 20_000 } },
        ],
      },
    ],
  },
});

const album = immich.library.albums().find(({ name }) => name !== 'Large');
const small = immich.library.assetNamed('IMG_0000001.jpg');
const large = immich.library.assetNamed('large.mp4');
const changing = immich.library.assetNamed('IMG_0000002.jpg').id;
if (album === undefined) throw new Error('The generated library has no album.');
let isMember = true;

const orders: { readonly [Kind in ImmichOrder['kind']]: (order: ImmichOrder) => void } = {
  change: () => {
    if (isMember) immich.library.removeFromAlbum(album.id, changing);
    else immich.library.addToAlbum(album.id, changing);
    isMember = !isMember;
  },
  throttle: ({ bytesPerSecond }) => immich.throttle(bytesPerSecond === undefined ? undefined : { bytesPerSecond }),
};

process.on('message', (order: ImmichOrder) => {
  orders[order.kind](order);
  process.send?.({});
});
process.on('disconnect', () => process.exit());
const { url } = await immich.listen();
const facts: ImmichFacts = { url, album: album.name, smallId: small.id, largeId: large.id };
process.send?.(facts);
