import type { Random } from '@immich-webdav/demo-library';
import type { KnownFile, SoakLibrary } from './soak-library.ts';

type Change = (library: SoakLibrary, random: Random) => void;

/** The minimum number of files, so that there is always something to request. */
const FEWEST = 200;
const MOST = 350;

const someFile = ({ files }: SoakLibrary, random: Random): KnownFile | undefined =>
  files[random.whole(0, files.length - 1)];

/** Changes by users of Immich. The number of files stays about the same. */
const changes: readonly [Change, ...Change[]] = [
  (library, random) => {
    if (library.files.length < MOST) library.addFile(library.albums[random.whole(0, library.albums.length - 1)] ?? '');
  },
  (library, random) => {
    const file = someFile(library, random);
    if (!file || library.files.length < FEWEST) return;
    library.immich.library.forceDelete(file.id);
    library.forget(file);
  },
  (library, random) => {
    const file = someFile(library, random);
    if (file) library.replace(file);
  },
  (library, random) => {
    const file = someFile(library, random);
    if (file) library.immich.library.trash(file.id);
  },
  (library, random) => {
    const file = someFile(library, random);
    if (file) library.immich.library.restore(file.id);
  },
  (library, random) => {
    const file = someFile(library, random);
    if (file) library.immich.library.updateAsset(file.id, { description: `${random.between(0, 1)}` });
  },
];

/** Makes one random change. */
export const changeSomething = (library: SoakLibrary, random: Random): void => random.pick(changes)(library, random);
