import { createServer } from 'node:http';
import { serve } from './serve.ts';

let answer = { body: '', type: '' };
process.on('message', (message: typeof answer) => {
  answer = message;
  process.send?.({});
});

// A server that answers without a look at the body still has to read it.
await serve(
  createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(207, { 'Content-Type': answer.type, 'Content-Length': Buffer.byteLength(answer.body) });
      response.end(answer.body);
    });
  }),
);
