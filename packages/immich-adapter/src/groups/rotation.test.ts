import { LibraryError } from '@immich-webdav/core';
import { expect, test } from 'vitest';
import { createRotation, marksOf, revisionWith } from './rotation.ts';

function counting(marks: Record<string, string>, known = new Map<string, string>()) {
  const asked: string[] = [];
  const rotation = createRotation(async (id) => {
    asked.push(id);
    const mark = marks[id];
    if (mark === undefined) throw new LibraryError('not-found', 'It is gone.');
    return mark;
  }, known);
  return { asked, rotation };
}

test('all are asked once, then one each time, whoever was asked longest ago first', async () => {
  const { asked, rotation } = counting({ a: '1', b: '2', c: '3' });
  for (let turn = 0; turn < 4; turn++) await rotation.next(['a', 'b', 'c'], {});
  expect(asked).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
});

test('what is known from earlier is not asked for all at once', async () => {
  const { asked, rotation } = counting(
    { a: '1', b: '2' },
    new Map([
      ['a', '1'],
      ['b', '2'],
      ['gone', '3'],
    ]),
  );
  expect(Object.fromEntries(await rotation.next(['a', 'b'], {}))).toEqual({ a: '1', b: '2' });
  expect(asked).toEqual(['a']);
});

test('no turn takes more than 200 requests', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => `${index}`);
  const { asked, rotation } = counting(Object.fromEntries(ids.map((id) => [id, 'x'])));
  expect((await rotation.next(ids, {})).size).toBe(200);
  expect((await rotation.next(ids, {})).size).toBe(250);
  expect(asked).toEqual(ids);
});

test('a group that went away does no harm, another failure is passed on', async () => {
  const { rotation, asked } = counting({ a: '1' });
  expect(Object.fromEntries(await rotation.next(['a', 'left'], {}))).toEqual({ a: '1', left: 'gone' });
  await rotation.next(['a', 'left'], {});
  expect(asked).toEqual(['a', 'left', 'a']);
  const failing = createRotation(() => Promise.reject(new LibraryError('unavailable', 'No.')), new Map());
  await expect(failing.next(['a'], {})).rejects.toMatchObject({ code: 'unavailable' });
});

test('what was asked is found again in a revision', () => {
  const group = (id: string, revision: string) =>
    ({ kind: 'tag', id, name: id, revision, createdAt: 0, modifiedAt: 0 }) as const;
  const groups = [group('a', revisionWith('x y', '7')), group('b', revisionWith('x', undefined))];
  expect([...marksOf(groups)]).toEqual([['a', '7']]);
});
