import { inParallel } from '../base/concurrency.ts';
import { asLibraryError } from '../base/retry.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';

/** The library's answers for a rendition of some assets, and the error that ended the requests early. */
export interface Answers {
  readonly metadata: ReadonlyMap<Asset, RenditionMetadata>;
  /** Assets of which the library has no such rendition. */
  readonly none: readonly Asset[];
  /** Assets for which the request failed. */
  readonly failed: readonly Asset[];
  readonly trouble: LibraryError | undefined;
}

/** Requests at the same time. */
const width = 2;
/** So many failures in a row are not the fault of single assets. */
const mostFailures = 3;

const isForAll = ({ code }: LibraryError): boolean => code === 'forbidden' || code === 'unauthenticated';

/** Fetches the metadata of a rendition, asset by asset. An asset that fails is skipped; a library that fails ends it. */
export async function probeRenditions(
  rendition: Rendition,
  assets: readonly Asset[],
  { source, signal }: Pick<LibraryContext, 'source' | 'signal'>,
): Promise<Answers> {
  const metadata = new Map<Asset, RenditionMetadata>();
  const none: Asset[] = [];
  const failed: Asset[] = [];
  let failures = 0;
  let trouble: LibraryError | undefined;

  function fail(asset: Asset, error: LibraryError): void {
    // Having no such rendition is an answer.
    const isAnswer = error.code === 'not-found';
    failures = isAnswer ? 0 : failures + 1;
    (isAnswer ? none : failed).push(asset);
    if (isForAll(error) || failures >= mostFailures) trouble = error;
  }
  await inParallel(assets, width, async (asset) => {
    if (signal.aborted || trouble) return;
    try {
      const answer = await source.renditions?.describe(asset, rendition, { background: true, signal });
      if (answer) metadata.set(asset, answer);
      failures = 0;
    } catch (error) {
      fail(asset, asLibraryError(error));
    }
  });
  return { metadata, none, failed, trouble };
}
