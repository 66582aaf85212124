import type { Environment } from './setting.ts';

/** The first descriptor that systemd passes (sd_listen_fds(3)). */
const FIRST_FD = 3;

/**
 * The listening socket of systemd's socket activation. Variables for another process are ignored: they are inherited from a parent.
 * More than one socket is a problem.
 */
export function inheritedSocket(
  { LISTEN_PID, LISTEN_FDS }: Environment,
  pid: number = process.pid,
): { readonly fd: number | undefined; readonly problems: readonly string[] } {
  if (LISTEN_PID !== String(pid) || LISTEN_FDS === undefined || LISTEN_FDS === '0')
    return { fd: undefined, problems: [] };
  const problems =
    LISTEN_FDS === '1' ? [] : [`systemd passes ${LISTEN_FDS} sockets; keep one ListenStream= in its unit.`];
  return { fd: FIRST_FD, problems };
}
