import { connect } from 'node:net';
import type { Flood } from '../flood.ts';

const requests = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2000);

/** Sends as fast as the server takes it, and connects again as soon as the server ends the connection. */
function pour(port: number, onSent: () => void): void {
  const socket = connect(port, '127.0.0.1');
  const send = (): void => {
    while (socket.writable && socket.write(requests));
    onSent();
  };
  socket.on('connect', send);
  socket.on('drain', send);
  socket.on('error', () => {});
  socket.on('close', () => pour(port, onSent));
  socket.resume();
}

process.on('message', ({ port, connections }: Flood) => {
  let left = connections;
  const onSent = (): void => {
    left -= 1;
    if (left === 0) process.send?.({});
  };
  for (let index = 0; index < connections; index++) pour(port, onSent);
});
process.on('disconnect', () => process.exit());
