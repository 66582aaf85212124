import { readFile } from 'node:fs';
import { createServer } from 'node:http';
import { serve } from './serve.ts';

const path = process.env.SERVED_FILE ?? '';

await serve(
  createServer((_request, response) => {
    readFile(path, (error, bytes) => {
      response.writeHead(error ? 500 : 200, { 'Content-Length': bytes?.length ?? 0 });
      response.end(bytes);
    });
  }),
);
