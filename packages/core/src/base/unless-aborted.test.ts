import { expect, it } from 'vitest';
import { setUp, trips } from '../../test/set-up.ts';
import type { CollectionResource } from '../ports/resource.ts';

/** A library whose first listing never comes. */
const hanging = () => setUp([trips], { override: { listGroups: () => new Promise(() => {}) } });

const root = { kind: 'collection', path: [] } as unknown as CollectionResource;

it.each([
  ['resolve', (set: ReturnType<typeof setUp>, signal: AbortSignal) => set.tree.resolve(['Trips'], { signal })],
  ['members', (set: ReturnType<typeof setUp>, signal: AbortSignal) => set.tree.members(root, { signal })],
] as const)('%s stops waiting when its signal aborts', async (_, ask) => {
  const stopped = { code: 'unavailable', message: 'The request was given up.' };
  const abort = new AbortController();
  const asked = ask(hanging(), abort.signal);
  abort.abort();
  await expect(asked).rejects.toMatchObject(stopped);
  await expect(ask(hanging(), abort.signal)).rejects.toMatchObject(stopped);
});

it('what others wait for goes on', async () => {
  const set = setUp([trips]);
  const abort = new AbortController();
  const given = set.tree.resolve(['Trips'], { signal: abort.signal });
  const other = set.tree.resolve(['Trips'], { signal: new AbortController().signal });
  abort.abort();
  await expect(given).rejects.toMatchObject({ code: 'unavailable' });
  expect(await other).toMatchObject({ name: 'Trips' });
});
