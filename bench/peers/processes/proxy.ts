import { Agent, createServer, request } from 'node:http';
import { pipeline } from 'node:stream';
import { serve } from './serve.ts';

const upstream = process.env.UPSTREAM ?? '';
const agent = new Agent({ keepAlive: true });

await serve(
  createServer((incoming, outgoing) => {
    const forwarded = request(`${upstream}${incoming.url}`, { agent, headers: incoming.headers }, (answer) => {
      if (outgoing.destroyed) {
        answer.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, outgoing, () => {});
    });
    forwarded.on('error', () => outgoing.destroy());
    forwarded.end();
  }),
);
