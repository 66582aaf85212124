import { expect, it } from 'vitest';
import { createLimitLog } from './log-limit.ts';
import { createLogger } from './logger.ts';

it('warns of each limit once a minute, with its setting and the address of the client', () => {
  const lines: { level: number; setting: string; address: string; msg: string }[] = [];
  const output = { write: (line: string) => void lines.push(JSON.parse(line)) };
  let now = 0;
  const onLimit = createLimitLog(createLogger({ level: 'debug', secrets: [], output }), { elapsed: () => now });
  onLimit({ limit: 'connections', address: '203.0.113.9' });
  onLimit({ limit: 'connections', address: '203.0.113.9' });
  onLimit({ limit: 'requestsPerAddress', address: '' });
  now = 60_000;
  onLimit({ limit: 'connections', address: '203.0.113.10' });
  const [debug, warn] = [20, 40];
  expect(lines.map(({ level, setting, address }) => [level, setting, address])).toEqual([
    [warn, 'WEBDAV_CONNECTIONS', '203.0.113.9'],
    [debug, 'WEBDAV_CONNECTIONS', '203.0.113.9'],
    [warn, 'WEBDAV_REQUESTS_PER_ADDRESS', ''],
    [warn, 'WEBDAV_CONNECTIONS', '203.0.113.10'],
  ]);
  expect(lines[0]?.msg).toBe('A client reached WEBDAV_CONNECTIONS; raise it if the client is yours.');
});
