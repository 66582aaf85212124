import type { TreeError } from '../errors/tree-error.ts';
import type { LibraryContext } from '../library/context.ts';
import { inParallel } from '../library/pool.ts';
import { asTreeError } from '../library/retry.ts';
import type { Asset, Rendition, RenditionFacts } from '../ports/asset.ts';

/** What the library told of a rendition of some assets, and what ended the asking early. */
export interface Answers {
  readonly facts: ReadonlyMap<Asset, RenditionFacts>;
  /** Those that the library has no such rendition of. */
  readonly none: readonly Asset[];
  /** Those of which the library could not tell. */
  readonly failed: readonly Asset[];
  readonly trouble: TreeError | undefined;
}

/** Questions at the same time. */
const width = 2;
/** Failures in a row that are no longer one asset's own. */
const mostFailures = 3;

const isForAll = ({ code }: TreeError): boolean => code === 'forbidden' || code === 'unauthenticated';

/** Asks the library what it knows of a rendition, asset by asset. One without an answer is left out; a library without ends it. */
export async function askForFacts(
  rendition: Rendition,
  assets: readonly Asset[],
  { source, signal }: Pick<LibraryContext, 'source' | 'signal'>,
): Promise<Answers> {
  const facts = new Map<Asset, RenditionFacts>();
  const none: Asset[] = [];
  const failed: Asset[] = [];
  let failures = 0;
  let trouble: TreeError | undefined;

  function fail(asset: Asset, error: TreeError): void {
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
      if (answer) facts.set(asset, answer);
      failures = 0;
    } catch (error) {
      fail(asset, asTreeError(error));
    }
  });
  return { facts, none, failed, trouble };
}
