import { inParallel } from '../base/concurrency.ts';
import { asLibraryError } from '../base/retry.ts';
import type { LibraryContext } from '../catalog/context.ts';
import type { LibraryError } from '../errors/library-error.ts';
import type { Asset, Rendition, RenditionMetadata } from '../ports/asset.ts';

/** What the library told of a rendition of some assets, and what ended the asking early. */
export interface Answers {
  readonly metadata: ReadonlyMap<Asset, RenditionMetadata>;
  /** Those that the library has no such rendition of. */
  readonly none: readonly Asset[];
  /** Those of which the library could not tell. */
  readonly failed: readonly Asset[];
  readonly trouble: LibraryError | undefined;
}

/** Questions at the same time. */
const width = 2;
/** Failures in a row that are no longer one asset's own. */
const mostFailures = 3;

const isForAll = ({ code }: LibraryError): boolean => code === 'forbidden' || code === 'unauthenticated';

/** Asks the library what it knows of a rendition, asset by asset. One without an answer is left out; a library without ends it. */
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
    // That there is no such rendition is an answer.
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
