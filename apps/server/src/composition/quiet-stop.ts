import { type Frontend, LibraryError } from '@immich-webdav/core';
import type { Logger } from 'pino';

type OnError = (error: unknown) => void;

/**
 * A front end that stops without blaming anybody: a download that the stop cuts off fails in whichever part is closed first, whose
 * error then names a cause that is none.
 */
export function withQuietStop(create: (onError: OnError) => Frontend, onError: OnError, log: Logger): Frontend {
  let isStopping = false;
  const frontend = create((error) => {
    if (!isStopping || !LibraryError.is(error)) onError(error);
    else log.debug({ code: error.code }, 'A request ended while the server was stopping.');
  });
  return {
    start(trees) {
      isStopping = false;
      return frontend.start(trees);
    },
    stop() {
      isStopping = true;
      return frontend.stop();
    },
  };
}
