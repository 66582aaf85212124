import { expect, it } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { announce } from './announce.ts';

const url = 'http://127.0.0.1:1700/';
const access = { kind: 'password', username: 'ada', password: 'correct horse' } as const;

function logged(level: 'info' | 'warn') {
  const lines: { msg: string; mount: string[] }[] = [];
  const log = createLogger({ level, secrets: [], output: { write: (line) => void lines.push(JSON.parse(line)) } });
  return { lines, log };
}

it('is text on a terminal, which can be copied', () => {
  const { lines, log } = logged('info');
  const text: string[] = [];
  announce(url, access, log, (line) => text.push(line));
  expect(text.join('\n')).toContain(`  davfs2    sudo mount -t davfs -o ro ${url} /mnt/photos`);
  expect(text.join('\n')).toContain('  Explorer  net use P: \\\\127.0.0.1@1700\\DavWWWRoot');
  expect(text.join('\n')).not.toContain('correct horse');
  expect(lines).toEqual([]);
});

it('is one line of a log', () => {
  const { lines, log } = logged('info');
  announce(url, access, log, undefined);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.mount).toContain(`davfs2 sudo mount -t davfs -o ro ${url} /mnt/photos`);
});

it('is not printed where only warnings are', () => {
  const { lines, log } = logged('warn');
  const text: string[] = [];
  announce(url, access, log, (line) => text.push(line));
  announce(url, access, log, undefined);
  expect([lines, text]).toEqual([[], []]);
});
