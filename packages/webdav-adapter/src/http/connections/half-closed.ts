import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const checkMs = 250;

/**
 * Finds out whether a client that ended its side still waits for the answer or has left: both look the same until something is
 * written. Without an answer yet, that is an interim one, 102, which clients of HTTP/1.1 skip (RFC 9110 section 15.2). In the middle of
 * a body nothing can be written, so a body that stalls then is given up.
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
    const timer = setInterval(check, checkMs).unref();
    socket.once('close', () => clearInterval(timer));
  });
}
