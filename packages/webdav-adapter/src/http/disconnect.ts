import type { ServerResponse } from 'node:http';

/** Aborts when the client disconnects before the end of the answer. */
export function abortOnDisconnect(response: ServerResponse): AbortController {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableFinished) controller.abort();
  };
  if (response.destroyed || response.socket?.destroyed) controller.abort();
  else response.once('close', abort);
  return controller;
}
