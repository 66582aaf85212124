import { LibraryError } from '../../errors/library-error.ts';
import { codeOf, must, mustEqual, mustReject } from '../expect.ts';
import { countLibraries, type LibraryPoolCase, settle } from './pool-under-test.ts';

/** Every rule of the port, for any test runner; see `runCase`. */
export const libraryPoolConformance: readonly LibraryPoolCase[] = [
  {
    name: 'gives each principal a library of its own, which all of its sessions share',
    async run(underTest) {
      const { use, opened } = countLibraries(underTest);
      const sessions = await Promise.all(['ada', 'bob', 'ada', 'ada'].map(use));
      const [one, other, ...same] = sessions.map(({ tree }) => tree);
      must(one !== other, 'Two principals must not share a library.');
      must(
        same.every((tree) => tree === one),
        'Sessions of one principal must share a library.',
      );
      mustEqual([...opened].sort(), ['ada', 'bob'], 'libraries opened');
    },
  },
  {
    name: 'opens a library again after it could not be opened',
    async run(underTest) {
      const { use, fail, opened } = countLibraries(underTest, 1);
      fail(true);
      const codes = await Promise.all([codeOf(() => use('ada')), codeOf(() => use('ada'))]);
      mustEqual(codes, ['unavailable', 'unavailable'], 'codes of sessions whose library fails');
      fail(false);
      await use('ada');
      mustEqual(opened, ['ada', 'ada'], 'libraries opened');
    },
  },
  {
    name: 'makes room by closing a library without sessions, the one that was unused for longest',
    async run(underTest) {
      const { use, opened, running } = countLibraries(underTest, 2);
      const first = await use('ada');
      (await use('bob')).end?.();
      first.end?.();
      await use('cat');
      await settle();
      mustEqual([...running].sort(), ['ada', 'cat'], 'open libraries');
      (await use('ada')).end?.();
      (await use('bob')).end?.();
      mustEqual(opened, ['ada', 'bob', 'cat', 'bob'], 'libraries opened');
    },
  },
  {
    name: 'closes no library that a session uses, and refuses the next principal with the time to wait',
    async run(underTest) {
      const { use, running } = countLibraries(underTest, 1);
      const [one, other] = [await use('ada'), await use('ada')];
      one.end?.();
      one.end?.();
      const refusal: unknown = await use('bob').catch((error: unknown) => error);
      must(LibraryError.is(refusal) && refusal.code === 'unavailable', 'A full pool must reject with unavailable.');
      must((refusal.retryAfterMs ?? 0) > 0, 'The refusal must say when to try again.');
      mustEqual(running, ['ada'], 'open libraries');
      other.end?.();
      await use('bob');
    },
  },
  {
    name: 'never has more libraries than its limit, those that open and stop included',
    async run(underTest) {
      const counted = countLibraries(underTest, 2);
      for (const id of ['ada', 'bob']) (await counted.use(id)).end?.();
      counted.hold();
      const waiting = [counted.use('cat'), counted.use('dan')];
      await settle();
      counted.release();
      await Promise.all(waiting);
      mustEqual(counted.most, 2, 'the most libraries at a time');
    },
  },
  {
    name: 'opens a library only after the one before of the same principal has stopped',
    async run(underTest) {
      const counted = countLibraries(underTest);
      await counted.use('ada');
      counted.hold();
      const forgotten = counted.pool.forget('ada');
      const again = counted.use('ada');
      await settle();
      counted.release();
      await Promise.all([forgotten, again]);
      mustEqual(counted.most, 1, 'the most libraries at a time');
    },
  },
  {
    name: 'forgets a principal at once, also while sessions use the library',
    async run(underTest) {
      const { pool, use, running, opened } = countLibraries(underTest);
      const session = await use('ada');
      await use('bob');
      await pool.forget('ada');
      await pool.forget('nobody');
      mustEqual(running, ['bob'], 'open libraries');
      session.end?.();
      await use('ada');
      mustEqual(opened, ['ada', 'bob', 'ada'], 'libraries opened');
    },
  },
  {
    name: 'gives no session of a library that was forgotten while it opened',
    async run(underTest) {
      const counted = countLibraries(underTest);
      counted.hold();
      const opening = codeOf(() => counted.use('ada'));
      await settle();
      const forgotten = counted.pool.forget('ada');
      counted.release();
      await forgotten;
      must((await opening) !== undefined, 'A session of a closed library must be refused.');
      mustEqual(counted.running, [], 'open libraries');
    },
  },
  {
    name: 'stops every library when it closes, one that is opening too, and opens no more',
    async run(underTest) {
      const counted = countLibraries(underTest);
      await counted.use('ada');
      counted.hold();
      const opening = codeOf(() => counted.use('bob'));
      await settle();
      const closed = counted.pool.close();
      counted.release();
      await closed;
      must((await opening) !== undefined, 'A session of a closed pool must be refused.');
      mustEqual(counted.running, [], 'open libraries');
      await mustReject(() => counted.use('cat'), ['unavailable'], 'A session of a closed pool');
    },
  },
];
