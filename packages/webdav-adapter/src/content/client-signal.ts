import type { ServerResponse } from 'node:http';

/** Aborts when the client goes away before it has the whole answer. */
export function clientController(response: ServerResponse): AbortController {
  const controller = new AbortController();
  const abort = () => {
    if (!response.writableFinished) controller.abort();
  };
  if (response.destroyed || response.socket?.destroyed) controller.abort();
  else response.once('close', abort);
  return controller;
}
