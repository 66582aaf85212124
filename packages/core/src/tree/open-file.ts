import { openBytes } from '../base/open-bytes.ts';
import type { TrueSizes } from '../catalog/true-sizes.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Rendition, RenditionMetadata } from '../ports/asset.ts';
import type { AssetSource, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { FileResource } from '../ports/resource.ts';
import type { OpenFileOptions } from '../ports/resource-tree.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { isCurrent, sidecarEtag } from './file-resource.ts';
import type { FoundFile } from './found.ts';

interface Opening {
  readonly source: AssetSource;
  readonly sizes: TrueSizes;
  readonly presentation: Pick<Presentation, 'renditions' | 'labels' | 'sidecar'>;
}

/** Passes a body on and, when it ended after as many bytes as were announced, calls back. */
async function* whenWhole(body: Content['body'], size: number, onWhole: () => void): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const chunk of body) {
    received += chunk.length;
    yield chunk;
  }
  if (received === size) onWhole();
}

/** Opens an original, and corrects a wrong length: by the total of a range, or by a body that came whole. */
async function openOriginal(found: FoundFile, { source, sizes }: Opening, options: OpenOptions): Promise<Content> {
  const { asset } = found.origin;
  const listed = sizes.correct(asset).size;
  const correct = (size: number): void => sizes.record(found.groupId, asset, size);
  const content = await source.open(asset, 'original', options).catch((error: unknown) => {
    if (LibraryError.is(error) && error.size !== undefined && error.size !== listed) correct(error.size);
    throw error;
  });
  const { size, range, body } = content;
  if (size === undefined || size === listed) return content;
  // The total of a range stands by itself; the length of a whole only counts once all of it arrived.
  if (range === undefined) return { ...content, body: whenWhole(body, size, () => correct(size)) };
  correct(size);
  return content;
}

/** The listing is corrected by now, so a retry finds the new file. */
const changed = (): LibraryError =>
  new LibraryError('unavailable', 'The file changed in the library; ask again.', { retryAfterMs: 1000 });

/** The asset has other bytes than the file that the caller has. */
const replaced = (): LibraryError =>
  new LibraryError('conflict', 'The file was replaced in the library; list its folder again.');

/** A stream that was never read from cannot be ended, so a little of it is read. */
async function giveUp({ body }: Content): Promise<void> {
  const reading = body[Symbol.asyncIterator]();
  await reading.next().catch(() => {});
  await reading.return?.();
}

/** A range inside the cached length of a rendition and yet past its end: the rendition is shorter by now. */
const hasShrunk = (metadata: RenditionMetadata | undefined, { range }: OpenOptions, error: unknown): boolean =>
  LibraryError.is(error) && error.code === 'range-not-satisfiable' && (range?.first ?? 0) < (metadata?.size ?? 0);

/** Opens a rendition as its cached metadata says, and caches the metadata where there is none. */
async function openRendition(
  { resource, origin: { asset, metadata }, groupId }: FoundFile,
  rendition: Rendition,
  { source, presentation: { renditions } }: Opening,
  options: OpenOptions,
): Promise<Content> {
  const cache = (now: RenditionMetadata): Promise<void> =>
    renditions.write(groupId, rendition, new Map([[asset, now]]));
  const opening = source.open(asset, rendition, { ...options, ...(metadata && { metadata }) });
  const content = await opening.catch(async (error: unknown) => {
    if (!source.renditions || !hasShrunk(metadata, options, error)) throw error;
    await cache(await source.renditions.describe(asset, rendition, options));
    renditions.renew(groupId);
    throw changed();
  });
  const { size, tag, mediaType = resource.mediaType } = content;
  if (size === undefined || tag === undefined) return content;
  if (metadata?.tag === tag && metadata.size === size) return content;
  await cache({ size, tag, mediaType });
  if (metadata === undefined) return content;
  renditions.renew(groupId);
  await giveUp(content);
  throw changed();
}

/**
 * Opens another rendition than the one that the file shows. The caller has no tag to compare, so other bytes than before are no
 * error; metadata that is cached for collections that show the rendition is corrected.
 */
async function openAlternate(
  { origin: { asset }, groupId }: FoundFile,
  rendition: Rendition,
  { source, presentation: { renditions } }: Opening,
  options: OpenOptions,
): Promise<Content> {
  const cached = (await renditions.read(rendition, [asset])).get(asset.id);
  const metadata = cached?.isCurrent ? cached.metadata : undefined;
  const content = await source.open(asset, rendition, { ...options, ...(metadata && { metadata }) });
  const { size, tag, mediaType = metadata?.mediaType } = content;
  if (size === undefined || tag === undefined || mediaType === undefined) return content;
  if (metadata && (metadata.tag !== tag || metadata.size !== size))
    await renditions.write(groupId, rendition, new Map([[asset, { size, tag, mediaType }]]));
  return { ...content, mediaType };
}

/** Writes a sidecar, whose labels may have changed since its collection was made. */
async function openSidecar(
  { resource, origin: { asset } }: FoundFile,
  { presentation }: Opening,
  { range }: OpenOptions,
): Promise<Content> {
  const { labels, sidecar } = presentation;
  const labelsOf = await labels.read();
  const bytes = sidecar?.write({ asset, ...labelsOf(asset.id) }) ?? new Uint8Array();
  if (sidecarEtag(bytes) !== resource.etag) throw changed();
  return openBytes(bytes, range);
}

/** Opens a found file, or an alternate of it, for a caller that has `file`. */
export async function openFile(
  file: FileResource,
  found: FoundFile,
  opening: Opening,
  { as, ...options }: OpenFileOptions,
): Promise<Content> {
  const { asset, reads = 'original' } = found.origin;
  if (as !== undefined && as !== reads) {
    if (!found.resource.alternates?.includes(as))
      throw new LibraryError('not-supported', `The file has no rendition '${as}'; its alternates are listed with it.`);
    if (as !== 'original') return openAlternate(found, as, opening, options);
    return { mediaType: asset.mediaType, ...(await openOriginal(found, opening, options)) };
  }
  if (!isCurrent(file, found, opening.sizes)) throw reads === 'original' ? replaced() : changed();
  if (reads === 'original') return openOriginal(found, opening, options);
  return reads === 'sidecar' ? openSidecar(found, opening, options) : openRendition(found, reads, opening, options);
}
