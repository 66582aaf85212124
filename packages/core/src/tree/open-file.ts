import { openBytes } from '../base/open-bytes.ts';
import type { TrueSizes } from '../catalog/true-sizes.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { Rendition, RenditionMetadata } from '../ports/asset.ts';
import type { AssetSource, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { Presentation } from '../presentation/presentation.ts';
import { type AssetFile, sidecarEtag } from './asset-file.ts';

interface Opening {
  readonly source: AssetSource;
  readonly sizes: TrueSizes;
  readonly presentation: Pick<Presentation, 'renditions' | 'labels' | 'sidecar'>;
}

/** Passes a body on and, when it ended after as many bytes as were announced, tells so. */
async function* whenWhole(body: Content['body'], size: number, tell: () => void): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const chunk of body) {
    received += chunk.length;
    yield chunk;
  }
  if (received === size) tell();
}

/** Opens an original and learns its length where it is another than listed: from a range's total, or from a body that came whole. */
async function openOriginal(file: AssetFile, { source, sizes }: Opening, options: OpenOptions): Promise<Content> {
  const learn = (size: number): void => sizes.record(file.groupId, file.asset, size);
  const content = await source.open(file.asset, 'original', options).catch((error: unknown) => {
    if (LibraryError.is(error) && error.size !== undefined && error.size !== file.size) learn(error.size);
    throw error;
  });
  const { size, range, body } = content;
  if (size === undefined || size === file.size) return content;
  // The total of a range is told on its own; the length of a whole only counts once it arrived.
  if (range === undefined) return { ...content, body: whenWhole(body, size, () => learn(size)) };
  learn(size);
  return content;
}

/** What was listed is another by now: whoever asks again is told of the new one first. */
const changed = (): LibraryError =>
  new LibraryError('unavailable', 'The file changed in the library; ask again.', { retryAfterMs: 1000 });

/** A stream that was never read from cannot be ended, so a little of it is read. */
async function giveUp({ body }: Content): Promise<void> {
  const reading = body[Symbol.asyncIterator]();
  await reading.next().catch(() => {});
  await reading.return?.();
}

/** A range that is within what is known of a rendition and yet past its end: it is shorter by now. */
const hasShrunk = ({ metadata }: AssetFile, { range }: OpenOptions, error: unknown): boolean =>
  LibraryError.is(error) && error.code === 'range-not-satisfiable' && (range?.first ?? 0) < (metadata?.size ?? 0);

/** Opens a rendition as it is known, and learns what it is where that is not known. */
async function openRendition(
  file: AssetFile,
  rendition: Rendition,
  { source, presentation: { renditions } }: Opening,
  options: OpenOptions,
): Promise<Content> {
  const { asset, groupId, metadata } = file;
  const learn = (now: RenditionMetadata): Promise<void> =>
    renditions.write(groupId, rendition, new Map([[asset, now]]));
  const opening = source.open(asset, rendition, { ...options, ...(metadata && { metadata }) });
  const content = await opening.catch(async (error: unknown) => {
    if (!source.renditions || !hasShrunk(file, options, error)) throw error;
    await learn(await source.renditions.describe(asset, rendition, options));
    renditions.renew(groupId);
    throw changed();
  });
  const { size, tag, mediaType = file.mediaType } = content;
  if (size === undefined || tag === undefined) return content;
  if (metadata?.tag === tag && metadata.size === size) return content;
  await learn({ size, tag, mediaType });
  if (metadata === undefined) return content;
  renditions.renew(groupId);
  await giveUp(content);
  throw changed();
}

/** Writes a sidecar; what it tells may have changed since its folder was made. */
async function openSidecar({ asset, etag }: AssetFile, opening: Opening, options: OpenOptions): Promise<Content> {
  const { labels, sidecar } = opening.presentation;
  const labelsOf = await labels.read();
  const bytes = sidecar?.write({ asset, ...labelsOf(asset.id) }) ?? new Uint8Array();
  if (sidecarEtag(bytes) !== etag) throw changed();
  return openBytes(bytes, options.range);
}

/** Opens whatever a file reads. */
export function openFile(file: AssetFile, opening: Opening, options: OpenOptions): Promise<Content> {
  if (file.reads === undefined) return openOriginal(file, opening, options);
  return file.reads === 'sidecar'
    ? openSidecar(file, opening, options)
    : openRendition(file, file.reads, opening, options);
}
