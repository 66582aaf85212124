import { LibraryError } from '@immich-webdav/core';
import type { GrowingBlock } from './block-fill.ts';

/** The bytes of one answer of the library, taken in pieces of the reader's length. */
export interface Upstream {
  /** Resolves when the library has answered; rejects as it refused. */
  readonly opened: Promise<unknown>;
  /** Fills a block with what comes next, as far as it is wanted. Gives up without an error after `cut`. */
  fill(target: GrowingBlock): Promise<void>;
  /** To be called after the last byte: the connection can serve the next request. */
  end(): void;
  /** Ends the request wherever it is. */
  cut(): void;
}

const NOTHING = new Uint8Array();

export function createUpstream(open: (signal: AbortSignal) => Promise<AsyncIterator<Uint8Array>>): Upstream {
  const controller = new AbortController();
  const opened = open(controller.signal);
  opened.catch(ignore);
  let rest: Uint8Array = NOTHING;

  function cut(): void {
    controller.abort();
    void opened.then((body) => body.return?.()).catch(ignore);
  }

  async function end(): Promise<void> {
    const { done } = await (await opened).next();
    // More than was announced: there is no reader for it.
    if (!done) cut();
  }

  return {
    opened,
    async fill(target) {
      const body = await opened;
      while (target.filled < target.length) {
        await target.wanted();
        if (controller.signal.aborted) return;
        if (rest.length === 0) rest = await nextChunk(body);
        rest = rest.subarray(target.append(rest));
      }
    },
    end: () => void end().catch(ignore),
    cut,
  };
}

async function nextChunk(body: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const { done, value } = await body.next();
  if (done) throw new LibraryError('unavailable', 'The library sent fewer bytes than it announced; try again.');
  return value;
}

// The readers of the block that was waited for get it.
const ignore = (): void => {};
