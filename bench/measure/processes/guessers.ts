import { Agent, request } from 'node:http';
import type { Guessers } from '../guessers.ts';

const agent = new Agent({ keepAlive: true });
let guesses = 0;

function guess(url: string, username: string, localAddress: string): Promise<void> {
  const authorization = `Basic ${btoa(`${username}:guess ${guesses++}`)}`;
  return new Promise((resolve) => {
    request(url, { agent, localAddress, method: 'PROPFIND', headers: { depth: '0', authorization } }, (response) => {
      response.resume().on('close', resolve);
    })
      .on('error', () => resolve())
      .end();
  });
}

process.on('message', ({ url, username, clients, addresses }: Guessers) => {
  const first = Array.from({ length: clients }, async (_, index) => {
    const address = `127.0.1.${1 + (index % addresses)}`;
    const answered = guess(url, username, address);
    void answered.then(async () => {
      for (;;) await guess(url, username, address);
    });
    // Where checks wait for each other, some are not answered for long.
    await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 1000))]);
  });
  void Promise.all(first).then(() => process.send?.({}));
});
process.on('disconnect', () => process.exit());
