import { TreeError } from '../errors/tree-error.ts';
import type { TrueSizes } from '../library/true-sizes.ts';
import type { AssetSource, OpenOptions } from '../ports/asset-source.ts';
import type { Content } from '../ports/content.ts';
import type { AssetFile } from './file.ts';

interface Opening {
  readonly source: AssetSource;
  readonly sizes: TrueSizes;
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

/** Opens a file and learns its length where it is another than listed: from a range's total, or from a body that came whole. */
export async function openFile(file: AssetFile, { source, sizes }: Opening, options: OpenOptions): Promise<Content> {
  const learn = (size: number): void => sizes.learn(file.groupId, file.asset, size);
  const content = await source.open(file.asset, 'original', options).catch((error: unknown) => {
    if (TreeError.is(error) && error.size !== undefined && error.size !== file.size) learn(error.size);
    throw error;
  });
  const { size, range, body } = content;
  if (size === undefined || size === file.size) return content;
  // The total of a range is told on its own; the length of a whole only counts once it arrived.
  if (range === undefined) return { ...content, body: whenWhole(body, size, () => learn(size)) };
  learn(size);
  return content;
}
