import type { Random } from '@immich-webdav/demo-library';
import {
  type AssetDescription,
  type ContentSource,
  createFakeImmich,
  type FakeImmich,
  library,
  photo,
} from '@immich-webdav/fake-immich';

type Generated = Extract<ContentSource, { readonly generated: number }>;

/** A file that the library contains or contained. */
export interface KnownFile {
  readonly album: string;
  readonly name: string;
  readonly id: string;
}

/** A stand-in with reproducible content, even of replaced and deleted files. */
export interface SoakLibrary {
  readonly immich: FakeImmich;
  /** Files that were not deleted permanently. */
  readonly files: readonly KnownFile[];
  readonly albums: readonly string[];
  addFile(album: string): KnownFile;
  forget(file: KnownFile): void;
  replace(file: KnownFile): void;
  /** The bytes `first` to `last` of a present or past file with this SHA-1 (hexadecimal). Undefined if there was none. */
  bytes(sha1: string, first?: number, last?: number): Promise<Buffer | undefined>;
  /** The length of such a file. */
  sizeOf(sha1: string): number | undefined;
}

const ALBUMS = 12;
const FILES = 24;

/** Most are answered in one write, some are streamed, a few span several blocks of the content cache. */
const SIZES = [2_000, 20_000, 20_000, 20_000, 70_000, 400_000, 2_500_000] as const;

export function createSoakLibrary(random: Random, version: '2.7.5' | '3.1.0'): SoakLibrary {
  let seed = 0;
  const newContent = (): Generated => ({ generated: random.pick(SIZES) + random.whole(0, 999), seed: ++seed });
  const describe = (): AssetDescription => {
    const content = newContent();
    return photo(`IMG_${String(content.seed).padStart(6, '0')}.jpg`, { content });
  };
  const albums = Array.from({ length: ALBUMS }, (_, index) => `Album ${index}`);
  const described = albums.map((name) => ({ name, assets: Array.from({ length: FILES }, describe) }));
  const immich = createFakeImmich({
    version,
    library: described.reduce((builder, { name, assets }) => builder.album(name, assets), library()),
  });
  type Content = ReturnType<typeof immich.library.asset>['content'];
  const truth = new Map<string, Content>();
  const note = (id: string): void => {
    const { content } = immich.library.asset(id);
    truth.set(content.sha1().toString('hex'), content);
  };
  let files = described.flatMap(({ name: album, assets }) =>
    assets.map(({ originalFileName: name }) => ({ album, name, id: immich.library.assetNamed(name).id })),
  );
  for (const { id } of files) note(id);
  return {
    immich,
    albums,
    get files() {
      return files;
    },
    addFile(album) {
      const { id, originalFileName: name } = immich.library.addAsset(describe());
      immich.library.addToAlbum(immich.library.albumNamed(album).id, id);
      note(id);
      const file = { album, name, id };
      files = [...files, file];
      return file;
    },
    forget(file) {
      files = files.filter(({ id }) => id !== file.id);
    },
    replace({ id }) {
      immich.library.replaceContent(id, newContent());
      note(id);
    },
    sizeOf: (sha1) => truth.get(sha1)?.size,
    async bytes(sha1, first = 0, last) {
      const content = truth.get(sha1);
      if (!content) return undefined;
      const chunks: Uint8Array[] = [];
      for await (const chunk of content.chunks(first, (last ?? content.size - 1) + 1)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}
