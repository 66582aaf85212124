import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logRefusedLogIn } from './log-refused-log-in.ts';
import { createLogger } from './logger.ts';

function lineFor(username: string, lockedOutSeconds = 0): string {
  const lines: string[] = [];
  const log = createLogger({ level: 'warn', secrets: [], output: { write: (line) => lines.push(line) } });
  logRefusedLogIn(log, { address: '192.0.2.7', username, lockedOutSeconds });
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

it('has level, address and name, in this order, and the lock-out that begins', () => {
  expect(JSON.parse(lineFor('ada'))).toEqual({
    level: 40,
    time: expect.any(Number),
    address: '192.0.2.7',
    username: 'ada',
    msg: expect.stringContaining('Refused a log-in'),
  });
  expect(lineFor('ada', 8)).toMatch(/"address":"192.0.2.7","username":"ada","lockedOutSeconds":8,/);
});

it.each([
  ['line\nfeed', 'line\ufffdfeed'],
  ['\u001b[31mred', '\ufffd[31mred'],
  ['\u009b2J\u0085\u2028\u2029', '\ufffd2J\ufffd\ufffd\ufffd'],
  ['\u202egpj', '\ufffdgpj'],
  ['\ud800', '\ufffd'],
  ['Zoë 😀', 'Zoë 😀'],
  ['x '.repeat(35), `${'x '.repeat(32)}…`],
  ['Ab1'.repeat(14), '[API key]'],
])('a name of %j is written %j', (username, written) => {
  expect(JSON.parse(lineFor(username)).username).toBe(written);
});

it('is one line of printable characters, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (username) => {
      const line = lineFor(username);
      expect(line).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]+\n$/u);
      expect(JSON.parse(line).address).toBe('192.0.2.7');
    }),
  );
});
