import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFakeImmich, type ImmichVersion } from '@immich-webdav/fake-immich';
import type { Container } from 'inversify';
import { createContainer, parseConfiguration, Token } from '../../src/index.ts';
import { happenings, usersFile } from './between.ts';
import { type Asked, historyOf } from './history.ts';
import { judge } from './judge.ts';
import { findInLog } from './log.ts';
import { describedPeople, emailOf, keyOf, type Person, passwordOf, people } from './people.ts';

export interface CrossingOptions {
  readonly requests: number;
  readonly seed: number;
  readonly version: ImmichVersion;
  readonly auth: 'immich' | 'users';
  /** For listings, content and the users' file. */
  readonly folder: string;
  /** Changes the server before it starts, to show that a fault is found. */
  readonly spoil?: (container: Container) => void;
}

export interface CrossingReport {
  /** How many answers had each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What one person saw of another; empty if all is well. */
  readonly violations: readonly string[];
}

/** Requests at the same time. */
const CLIENTS = 24;
const HAPPENINGS = 40;
const MOST_VIOLATIONS = 20;

/** Sends the requests of several people and a guesser to one server, changes accounts in between, and collects what one saw of another. */
export async function runCrossing(options: CrossingOptions): Promise<CrossingReport> {
  const { requests, seed, version, auth, folder, spoil = () => {} } = options;
  const immich = createFakeImmich({ version, library: describedPeople });
  const usersPath = auth === 'users' ? join(folder, 'users.yaml') : undefined;
  if (usersPath !== undefined) await writeFile(usersPath, usersFile(0), { mode: 0o600 });
  const container = createContainer(
    parseConfiguration({
      IMMICH_URL: (await immich.listen()).url,
      VIEWS: 'albums,favorites',
      FLATTEN_ASSET_STRUCTURE: 'true',
      DATA_DIR: folder,
      CONTENT_CACHE_MB: '16',
      // Fewer than there are accounts: libraries are closed and opened in between.
      OPEN_LIBRARIES: auth === 'immich' ? '3' : '2',
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_PORT: '0',
      TRUSTED_PROXIES: '127.0.0.1',
      REFRESH_INTERVAL: '1s',
      LOG_LEVEL: 'debug',
      ...(usersPath !== undefined && { USERS_FILE: usersPath }),
    }),
  );
  const lines: string[] = [];
  container.rebind(Token.LogOutput).toConstantValue({ write: (line: string) => void lines.push(line) });
  spoil(container);
  const application = container.get(Token.Application);
  try {
    const { url } = await application.start();
    const history = historyOf(requests, seed, auth === 'immich');
    const report = await play(history, url, happenings(immich, usersPath));
    return { ...report, violations: [...report.violations, ...findInLog(lines)] };
  } finally {
    await application.stop();
    await immich.close();
  }
}

async function play(
  history: readonly Asked[],
  url: string,
  between: readonly ((at: number) => Promise<void>)[],
): Promise<CrossingReport> {
  const statuses = new Map<number, number>();
  const violations: string[] = [];
  const tags = new Map<Person, Set<string>>(people.map((person) => [person, new Set()]));
  const every = Math.max(1, Math.ceil(history.length / HAPPENINGS));
  let next = 0;

  async function client(): Promise<void> {
    while (next < history.length && violations.length < MOST_VIOLATIONS) {
      const at = next++;
      const asked = history[at];
      if (asked === undefined) return;
      if (at % every === every - 1) await between[Math.floor(at / every) % between.length]?.(Math.floor(at / every));
      const answer = await send(asked, url, tags);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      violations.push(...judge(asked, answer).map((found) => `${found}: ${JSON.stringify(asked)}`));
      const tag = answer.headers.get('etag');
      if (tag !== null) tags.get(asked.person)?.add(tag);
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return { statuses, violations };
}

/** The tags that other people were given and the person was not. */
function foreignTags(person: Person, tags: ReadonlyMap<Person, ReadonlySet<string>>): readonly string[] {
  const own = tags.get(person);
  return [...tags].flatMap(([, all]) => [...all].slice(-8).filter((tag) => !own?.has(tag)));
}

async function send(asked: Asked, url: string, tags: ReadonlyMap<Person, ReadonlySet<string>>) {
  const { person, byKey, isWrong, method, path, depth, conditional, range, asBrowser, address } = asked;
  const secret = byKey ? keyOf(person) : passwordOf(person);
  const credentials = `${emailOf(person)}:${isWrong ? `${secret}x` : secret}`;
  const foreign = conditional ? foreignTags(person, tags) : [];
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      depth,
      'x-forwarded-for': `${isWrong ? '192.0.2' : '198.51.100'}.${address}`,
      accept: asBrowser ? 'text/html' : '*/*',
      ...(foreign.length > 0 && { 'if-none-match': foreign.join(', ') }),
      ...(range && { range: 'bytes=0-63' }),
    },
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
