import type { AssetSource, ByteRange, Content } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import { contentBlocks } from './blocks/content-blocks.ts';
import { type BlockStore, openBlockStore } from './disk/block-store.ts';
import { type BlockMemory, createBlockMemory } from './filling/block-memory.ts';
import { createFiller, type FillerParts } from './filling/filler.ts';
import { OtherContent } from './filling/open-run.ts';
import type { CacheOptions } from './options.ts';
import { createBlockReader } from './reading/block-reader.ts';
import { bodyFrom, bodyOf } from './reading/body.ts';
import { unlessAborted } from './reading/unless-aborted.ts';

const DEFAULT_BLOCK_BYTES = 1024 * 1024;
const DEFAULT_MEMORY_BYTES = 32 * 1024 * 1024;

/** Forgotten sooner, a file is tried once more. */
const DOUBTED_FILES = 1000;

/** What several sources share: a folder of blocks and its limits. */
export interface ContentCache {
  /**
   * The same source, which keeps the content it gives in blocks on disk and gives it again from there, also while the library
   * cannot be reached. What the source has beside `open` is passed through. `close` ends its requests and closes the source.
   *
   * Content of unknown length, content that is another than listed, and renditions of which no metadata are given come from
   * the source itself. Content of one namespace is never given in another.
   */
  cached(source: AssetSource, namespace?: string): AssetSource & { close(): Promise<void> };
  /** Waits for what is being written. Close all sources first. */
  close(): Promise<void>;
}

interface Disk {
  readonly store: BlockStore;
  readonly memory: BlockMemory;
}

/** Opens a folder for content. One that cannot be used is told with `onWarning`; nothing is kept then. */
export function createContentCache(options: CacheOptions): ContentCache {
  const opening = openDisk(options);
  return {
    cached: (source, namespace = '') => cachedSource(source, opening, namespace, options),
    close: async () => (await opening)?.store.close(),
  };
}

/** A cached source with a folder of its own, which closes with it. */
export function createCachedSource(
  source: AssetSource,
  options: CacheOptions,
): AssetSource & { close(): Promise<void> } {
  const cache = createContentCache(options);
  const cached = cache.cached(source);
  return {
    ...cached,
    get requests() {
      return cached.requests;
    },
    async close() {
      await cached.close();
      await cache.close();
    },
  };
}

function cachedSource(
  source: AssetSource,
  disk: Promise<Disk | undefined>,
  namespace: string,
  { blockBytes = DEFAULT_BLOCK_BYTES }: CacheOptions,
): AssetSource & { close(): Promise<void> } {
  const doubted = new LRUCache<string, true>({ max: DOUBTED_FILES });
  const onContradiction: FillerParts['onContradiction'] = ({ key, metadata }) => {
    if (!metadata) doubted.set(key, true);
  };
  // Listings need not wait until a large folder is read.
  const opening = disk.then((opened) => opened && createFiller({ source, ...opened, onContradiction }));
  let isOpen = false;
  void opening.finally(() => {
    isOpen = true;
  });

  const open: AssetSource['open'] = async (asset, rendition, openOptions = {}) => {
    const { range, signal, metadata } = openOptions;
    const filler = await (isOpen ? opening : unlessAborted(() => opening, signal));
    const blocks = contentBlocks({ asset, rendition, metadata, namespace }, blockBytes);
    // The source says itself why a range cannot be had, and of which length the file is.
    if (!filler || !blocks || doubted.has(blocks.key) || !isWithin(range, blocks.size))
      return source.open(asset, rendition, openOptions);
    const reader = createBlockReader(filler, blocks, toEnd(range, blocks.size), openOptions);
    try {
      await unlessAborted(() => reader.begin(), signal);
    } catch (error) {
      reader.leave();
      // By its length and tag the caller notices that it is another by now.
      if (error instanceof OtherContent) return source.open(asset, rendition, openOptions);
      throw error;
    }
    const bytes = reader.all();
    if (bytes) reader.leave();
    const content: Content = {
      body: bytes ? bodyOf(bytes) : bodyFrom(reader, signal),
      size: blocks.size,
      ...(blocks.metadata && { tag: blocks.metadata.tag, mediaType: blocks.metadata.mediaType }),
    };
    return range ? { ...content, range: toEnd(range, blocks.size) } : content;
  };

  const close = async (): Promise<void> => {
    await (await opening)?.close();
    await source.close?.();
  };
  return {
    ...passedThrough(source),
    get requests() {
      return source.requests;
    },
    open,
    close,
  };
}

async function openDisk({
  folder,
  maxBytes,
  memoryBytes = DEFAULT_MEMORY_BYTES,
  onWarning = () => {},
}: CacheOptions): Promise<Disk | undefined> {
  try {
    const store = await openBlockStore({ folder: await folder, maxBytes, onWarning });
    return { store, memory: createBlockMemory(memoryBytes) };
  } catch (error) {
    onWarning(`Content is not kept, because the folder for it cannot be used: ${messageOf(error)}`);
    return undefined;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isWithin = (range: ByteRange | undefined, size: number): boolean => (range?.first ?? 0) < size;

const toEnd = (range: ByteRange | undefined, size: number): ByteRange => ({
  first: range?.first ?? 0,
  last: Math.min(range?.last ?? size, size - 1),
});

/** All that is not content. A source may be made by a class, so methods are called on it. */
function passedThrough(source: AssetSource): Omit<AssetSource, 'open' | 'close' | 'requests'> {
  const { groupKinds, renditions, stacks, changes, writer } = source;
  return {
    groupKinds,
    listGroups: (kind, options) => source.listGroups(kind, options),
    listAssets: (query, options) => source.listAssets(query, options),
    ...(source.requireAccess && { requireAccess: async (part, options) => source.requireAccess?.(part, options) }),
    ...(renditions && { renditions }),
    ...(writer && { writer }),
    ...(stacks && { stacks }),
    ...(changes && { changes }),
  };
}
