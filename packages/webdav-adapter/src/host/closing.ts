import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const lingerMs = 1000;
const halfClosedCheckMs = 250;

/**
 * Gives the client time to read its last answer: closing a socket with unread bytes resets the connection, and the client loses
 * the answer. Nothing is read meanwhile, so a client that floods the server has to wait before it reconnects.
 */
export function lingerOnClose(socket: Socket): void {
  // Node calls this after the last answer.
  socket.destroySoon = () => {
    socket.end(() => setTimeout(() => socket.destroy(), lingerMs).unref());
  };
}

/** Makes 401 the last answer on its connection: a client that sends requests ahead has to authenticate first. */
export function closeAfter401(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...head: readonly unknown[]) => ServerResponse;
  response.writeHead = (...head: readonly unknown[]) => {
    if (head[0] === 401) response.shouldKeepAlive = false;
    return writeHead(...head);
  };
}

/**
 * Detects whether a client that closed its sending side still waits for the answer or disconnected; only a write shows the
 * difference. Before an answer begins, the write is 102, an interim status that HTTP/1.1 clients skip (RFC 9110 section 15.2). Nothing
 * can be written in mid-body, so a body that stalls then is cut.
 */
export function watchHalfClosed(socket: Socket, currentResponse: () => ServerResponse | undefined): void {
  socket.once('end', () => {
    let written = socket.bytesWritten;
    const check = () => {
      const response = currentResponse();
      if (response === undefined || response.writableEnded || socket.destroyed) return;
      if (socket.writableLength === 0 && socket.bytesWritten === written) {
        if (response.headersSent) socket.destroy();
        else if (response.req.httpVersion === '1.1') response.writeProcessing();
      }
      written = socket.bytesWritten;
    };
    const timer = setInterval(check, halfClosedCheckMs).unref();
    socket.once('close', () => clearInterval(timer));
  });
}
