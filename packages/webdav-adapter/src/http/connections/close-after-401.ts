import type { ServerResponse } from 'node:http';

/** Makes 401 the last answer on its connection: a client that does not wait for answers has to log in first. */
export function closeAfter401(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...head: readonly unknown[]) => ServerResponse;
  response.writeHead = (...head: readonly unknown[]) => {
    if (head[0] === 401) response.shouldKeepAlive = false;
    return writeHead(...head);
  };
}
