import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { CollectionResource, FileResource } from '@immich-webdav/core';
import { expect, test, vi } from 'vitest';
import { type PropertySelection, selectProperties } from '../properties/property-selection.ts';
import { maxRenderedLength, renderedLength, renderMembers, renderOne } from './render.ts';

const times = { createdAt: 0, modifiedAt: 0 };
const file = (name: string): FileResource => ({
  kind: 'file',
  id: name,
  name,
  path: [name],
  etag: name,
  mediaType: 'image/jpeg',
  ...times,
});
const root: CollectionResource = { kind: 'collection', id: 'root', name: '', path: [], etag: 'root', ...times };
const everything = selectProperties({ kind: 'allprop', include: [] });

/** A selection that counts how often a resource is rendered by it. */
function counting(): { readonly selection: PropertySelection; readonly value: ReturnType<typeof vi.fn> } {
  const value = vi.fn(() => 'x');
  const properties = [{ namespace: 'DAV:', local: 'counted', inAllprop: true, value }];
  return { value, selection: { ...everything, properties } };
}

test('a resource is rendered once for one href and one question', () => {
  const { value, selection } = counting();
  const photo = file('a.jpg');
  const text = renderOne('/a.jpg', photo, selection);
  expect(renderOne('/a.jpg', photo, selection)).toBe(text);
  expect(value).toHaveBeenCalledTimes(1);
  renderOne('/base/a.jpg', photo, selection);
  renderOne('/a.jpg', file('a.jpg'), selection);
  expect(value).toHaveBeenCalledTimes(3);
});

test('what is kept of 10,000 resources stays within its bound, and the last ones are kept', () => {
  const { value, selection } = counting();
  const files = Array.from({ length: 10_000 }, (_, n) => file(`${n}.jpg`));
  for (const one of files) renderOne(`/${one.name}`, one, selection);
  expect(renderedLength()).toBeLessThanOrEqual(maxRenderedLength);
  expect(value).toHaveBeenCalledTimes(10_000);
  for (const one of files.slice(-300)) renderOne(`/${one.name}`, one, selection);
  expect(value).toHaveBeenCalledTimes(10_000);
  const first = files[0] as FileResource;
  renderOne('/0.jpg', first, selection);
  expect(value).toHaveBeenCalledTimes(10_001);
});

test('a long answer is not kept: it would push out those of others', () => {
  const { value, selection } = counting();
  const photo = file('long.jpg');
  const long = { ...selection, unknown: '<x/>'.repeat(10_000) };
  renderOne('/long.jpg', photo, long);
  renderOne('/long.jpg', photo, long);
  expect(value).toHaveBeenCalledTimes(2);
});

test('others get their turn while many members are rendered', async () => {
  const { value, selection } = counting();
  const members = Array.from({ length: 50_000 }, (_, n) => file(`${n}.jpg`));
  let most = 0;
  let done = false;
  const watching = (async () => {
    while (!done) {
      const before = value.mock.calls.length;
      await yieldToOthers();
      most = Math.max(most, value.mock.calls.length - before);
    }
  })();
  let text = '';
  for await (const chunk of renderMembers('/', root, members, selection)) text += chunk;
  done = true;
  await watching;
  expect(text.match(/<D:response>/g)).toHaveLength(50_001);
  expect(most).toBeLessThanOrEqual(150);
});
