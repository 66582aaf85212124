import type { FakeImmichOptions, LoggedRequest } from '@immich-webdav/fake-immich';
import type { ImmichOptions } from '../src/index.ts';
import { type Started, start } from './start.ts';

/** Noon of a day on which nothing else happens. */
export const NOON = Date.UTC(2026, 5, 15, 12);
export const MINUTE = 60_000;

export interface Clocked extends Started {
  /** Lets time pass, in Immich's database, in the `Date` of its answers and here. */
  wait(ms: number): void;
}

/** A stand-in and a source whose time stands still until the test lets it pass. */
export async function startAtNoon(
  fake: Omit<FakeImmichOptions, 'now'>,
  options: Partial<ImmichOptions> = {},
): Promise<Clocked> {
  let time = NOON;
  const started = await start({ ...fake, now: () => time }, { now: () => time, ...options });
  const { faults } = started.immich;
  const setDate = () => faults.add({ match: { path: /./ }, headers: { Date: new Date(time).toUTCString() } });
  let unset = setDate();
  return {
    ...started,
    wait(ms) {
      time += ms;
      unset();
      unset = setDate();
    },
  };
}

/** What was asked during some work. */
export async function during({ immich }: Started, work: () => Promise<unknown>): Promise<readonly LoggedRequest[]> {
  immich.requests.reset();
  await work();
  return immich.requests.entries;
}

/** Method, path, status. */
export const brief = ({ method, path, status }: LoggedRequest): string => `${method} ${path} ${status}`;
