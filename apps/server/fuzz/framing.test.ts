import { expect, it } from 'vitest';
import { isFramed } from './framing.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc';
const empty = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
const chunked = 'HTTP/1.1 207 Multi-Status\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
const head = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n';

it.each([
  '',
  ok,
  ok + empty + chunked,
  `HTTP/1.1 100 Continue\r\n\r\n${ok}`,
  head + ok,
  head + head + empty,
  (ok + chunked).slice(0, -8),
  'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n',
  'HT',
])('%j is framed', (text) => expect(isFramed(text)).toBe(true));

it.each([`${ok}d`, `${ok}d${empty}`, `${empty}abc`, chunked.replace('3', 'x') + empty, 'abc', `${chunked}x${ok}`])(
  '%j is not',
  (text) => expect(isFramed(text)).toBe(false),
);
