import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { createRawTargetReader, type ParseError } from './raw-targets.ts';

/** As Node answers where nobody listens for these errors. */
const statusLines: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Node keeps the answer that a socket is sending here; there is no public place. */
interface SendingSocket extends Socket {
  readonly _httpMessage?: { readonly headersSent: boolean } | null;
}

/** Answers requests that Node cannot parse, and reads those again whose only fault is a target with bytes beyond ASCII. */
export function answerParseErrors(server: Server): void {
  const readAgain = createRawTargetReader(server);
  server.on('clientError', (error: ParseError, socket: SendingSocket) => {
    const sending = socket._httpMessage;
    if (!sending && readAgain(error, socket)) return;
    if (socket.writable && !sending?.headersSent) {
      const status = statusLines[error.code ?? ''] ?? '400 Bad Request';
      socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    }
    socket.destroy(error);
  });
}
