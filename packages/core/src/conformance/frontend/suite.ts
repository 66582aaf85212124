import { createStopSignal } from '../../base/platform.ts';
import { LibraryError } from '../../errors/library-error.ts';
import type { Content } from '../../ports/content.ts';
import type { FileResource } from '../../ports/resource.ts';
import type { ResourceTree } from '../../ports/resource-tree.ts';
import type { Credentials } from '../../ports/sessions.ts';
import { codeOf, must, mustEqual, mustReject } from '../expect.ts';
import { type FrontendCase, needs } from './frontend-under-test.ts';
import { createServedTree, heldFile, opening, refusing, serve, servedFiles, sessionsOver } from './serving.ts';

const hasCredentials = needs('credentials', 'The protocol carries no credentials.');

const otherUser = (credentials: Credentials): Credentials =>
  credentials.scheme === 'basic' ? { ...credentials, username: 'other' } : { ...credentials, token: 'other' };

/** A tree whose bodies send one chunk and wait until their signals abort. */
function createHeldTree(): {
  readonly tree: ResourceTree;
  readonly begun: Promise<void>;
  readonly aborted: Promise<void>;
} {
  let begin = (): void => {};
  let abort = (): void => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const aborted = new Promise<void>((resolve) => {
    abort = resolve;
  });
  async function* body(signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1000);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) abort();
    begin();
    await aborted;
    throw new LibraryError('unavailable', 'The request was aborted.');
  }
  const open = async (file: FileResource, signal: AbortSignal | undefined): Promise<Content> => ({
    body: body(signal),
    ...(file.size !== undefined && { size: file.size }),
  });
  return { tree: opening(createServedTree(), open), begun, aborted };
}

async function* brokenBody(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1000);
  throw new LibraryError('unavailable', 'The library broke off.');
}

/** Every rule of the port, for any test runner; see `runCase`. Each rule needs a front end of its own. */
export const frontendConformance: readonly FrontendCase[] = [
  {
    name: 'lists the members of collections by name',
    run: (underTest) =>
      serve(underTest, sessionsOver(createServedTree()).open, async ({ list }) => {
        const names = async (...path: string[]): Promise<readonly string[]> => [...(await list(path))].sort();
        const inRoot = new Set(servedFiles.map(([path]) => path[0] ?? ''));
        mustEqual(await names(), [...inRoot].sort(), 'names in the root');
        mustEqual(await names('Trips', '\u6771\u4eac <2024>'), ['a.jpg'], 'names in a collection of a collection');
      }),
  },
  {
    name: 'sends files byte for byte',
    run: (underTest) =>
      serve(underTest, sessionsOver(createServedTree()).open, async ({ read }) => {
        for (const [path, content] of servedFiles)
          mustEqual([...(await read(path))], [...content], `bytes of ${path.join('/')}`);
      }),
  },
  {
    name: 'sends ranges of files, both ends included',
    skip: needs('readsRanges', 'The protocol cannot read ranges.'),
    run: (underTest) =>
      serve(underTest, sessionsOver(createServedTree()).open, async ({ read }) => {
        for (const [path, content] of servedFiles) {
          if (content.length < 3) continue;
          const range = { first: 1, last: content.length - 2 };
          mustEqual([...(await read(path, { range }))], [...content.subarray(1, -1)], `a range of ${path.join('/')}`);
        }
      }),
  },
  {
    name: 'answers requests for a missing path with not-found',
    run: (underTest) =>
      serve(underTest, sessionsOver(createServedTree()).open, async ({ list, read }) => {
        await mustReject(() => list(['missing']), ['not-found'], 'list');
        await mustReject(() => read(['Trips', 'missing.jpg']), ['not-found'], 'read');
      }),
  },
  {
    name: 'shows a changed tree to the next request',
    async run(underTest) {
      const tree = createServedTree();
      await serve(underTest, sessionsOver(tree).open, async ({ list, read }) => {
        await list(['Trips']);
        tree.addFile(['Trips', 'new.txt'], { content: new Uint8Array([1, 2, 3]) });
        must((await list(['Trips'])).includes('new.txt'), 'The next list must have the new file.');
        mustEqual([...(await read(['Trips', 'new.txt']))], [1, 2, 3], 'bytes of the new file');
        tree.remove(['short.txt']);
        await mustReject(() => read(['short.txt']), ['not-found'], 'read of a removed file');
      });
    },
  },
  {
    name: 'opens a session for every request',
    async run(underTest) {
      const sessions = sessionsOver(createServedTree());
      await serve(underTest, sessions.open, async ({ list, read }) => {
        const requests = [() => list([]), () => list([]), () => read(['short.txt']), () => read(['short.txt'])];
        for (const [made, request] of requests.entries()) {
          await request();
          must(sessions.asked.length > made, `${made + 1} requests opened ${sessions.asked.length} sessions.`);
        }
      });
    },
  },
  {
    name: 'passes the credentials of a request to its session',
    skip: hasCredentials,
    async run(underTest) {
      const sessions = sessionsOver(createServedTree());
      await serve(underTest, sessions.open, async ({ list, read }) => {
        await list([]);
        await read(['short.txt']);
      });
      for (const [credentials] of sessions.asked) mustEqual(credentials, underTest.credentials, 'credentials');
    },
  },
  {
    name: 'passes the address of the client to a session',
    skip: needs('servesNetwork', 'The front end serves no network.'),
    async run(underTest) {
      const sessions = sessionsOver(createServedTree());
      await serve(underTest, sessions.open, async ({ list }) => void (await list([])));
      for (const [, client] of sessions.asked) must((client?.address ?? '') !== '', 'A session needs the client.');
    },
  },
  {
    name: 'answers with unauthenticated if the session is refused',
    run: (underTest) =>
      serve(underTest, refusing, async ({ list, read }) => {
        await mustReject(() => list([]), ['unauthenticated'], 'list');
        await mustReject(() => read(['short.txt']), ['unauthenticated'], 'read');
      }),
  },
  {
    name: 'serves each principal the tree of its own session',
    skip: hasCredentials,
    async run(underTest) {
      const { credentials, connect } = underTest;
      if (!credentials) return;
      const [mine, others] = [createServedTree(), createServedTree()];
      others.addFile(['short.txt'], { content: new Uint8Array([9]) });
      others.addFile(['theirs.txt'], { content: new Uint8Array([9]) });
      const openSession = async (given: Credentials | undefined) =>
        JSON.stringify(given) === JSON.stringify(credentials)
          ? { principal: { id: 'me', name: 'Me' }, tree: mine }
          : { principal: { id: 'other', name: 'Other' }, tree: others };
      await serve(underTest, openSession, async (probe, address) => {
        const other = connect(address, otherUser(credentials));
        must((await other.list([])).includes('theirs.txt'), 'The other principal must see its own files.');
        must(!(await probe.list([])).includes('theirs.txt'), 'A principal must not see the files of another.');
        mustEqual([...(await other.read(['short.txt']))], [9], 'bytes of the file of the other principal');
        mustEqual((await probe.read(['short.txt'])).length, 10, 'number of bytes of the own file');
      });
    },
  },
  {
    name: 'fails a read while the library is unavailable, and one whose body breaks off',
    async run(underTest) {
      const bodies: readonly (() => Promise<Content>)[] = [
        () => Promise.reject(new LibraryError('unavailable', 'The library is down.')),
        async () => ({ body: brokenBody(), size: 300_000 }),
      ];
      let next = 0;
      const tree = opening(createServedTree(), () => bodies[next++ % bodies.length]?.() as Promise<Content>);
      await serve(underTest, sessionsOver(tree).open, async ({ read }) => {
        await mustReject(() => read(heldFile), ['unavailable'], 'read of an unavailable file');
        await mustReject(() => read(heldFile), ['unavailable'], 'read of a body that breaks off');
      });
    },
  },
  {
    name: 'aborts the signal of a body when the client leaves',
    async run(underTest) {
      const { tree, begun, aborted } = createHeldTree();
      await serve(underTest, sessionsOver(tree).open, async ({ read }) => {
        const leave = createStopSignal();
        const reading = codeOf(() => read(heldFile, { signal: leave.signal }));
        await begun;
        leave.abort();
        await aborted;
        must((await reading) !== undefined, 'A read that was aborted must reject.');
      });
    },
  },
  {
    name: 'stops with a download running, aborts its signal, and answers no more',
    async run(underTest) {
      const { tree, begun, aborted } = createHeldTree();
      const { frontend, connect, credentials } = underTest;
      const address = await frontend.start(sessionsOver(tree).open);
      const probe = connect(address, credentials);
      const reading = codeOf(() => probe.read(heldFile));
      await begun;
      await frontend.stop();
      await aborted;
      must((await reading) !== undefined, 'A read that the front end ended must reject.');
      await mustReject(() => probe.list([]), ['unavailable'], 'list after the stop');
      await frontend.stop();
    },
  },
];
