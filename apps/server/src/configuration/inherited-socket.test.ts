import { expect, it } from 'vitest';
import { inheritedSocket } from './inherited-socket.ts';

it.each([
  [{ LISTEN_PID: '7', LISTEN_FDS: '1' }, 3],
  [{ LISTEN_PID: '8', LISTEN_FDS: '1' }, undefined],
  [{ LISTEN_FDS: '1' }, undefined],
  [{ LISTEN_PID: '7' }, undefined],
  [{ LISTEN_PID: '7', LISTEN_FDS: '0' }, undefined],
  [{}, undefined],
])('the socket of %j is %s', (environment, fd) => {
  expect(inheritedSocket(environment, 7)).toEqual({ fd, problems: [] });
});

it('several sockets are a problem', () => {
  expect(inheritedSocket({ LISTEN_PID: '7', LISTEN_FDS: '2' }, 7).problems).toEqual([
    'systemd passes 2 sockets; keep one ListenStream= in its unit.',
  ]);
});
