import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { CollectionResource, FileResource } from '@immich-webdav/core';
import { expect, test, vi } from 'vitest';
import { type PropertySelection, selectProperties } from '../propfind/property-selection.ts';
import { renderMembers } from './render.ts';
import { createSingleRenderings, maxRenderedLength } from './single-renderings.ts';

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
  const renderings = createSingleRenderings();
  const photo = file('a.jpg');
  const text = renderings.render('/a.jpg', photo, selection);
  expect(renderings.render('/a.jpg', photo, selection)).toBe(text);
  expect(value).toHaveBeenCalledTimes(1);
  renderings.render('/base/a.jpg', photo, selection);
  renderings.render('/a.jpg', file('a.jpg'), selection);
  expect(value).toHaveBeenCalledTimes(3);
});

test('renderings of 10,000 resources stay within the limit, and the latest ones are cached', () => {
  const { value, selection } = counting();
  const renderings = createSingleRenderings();
  const files = Array.from({ length: 10_000 }, (_, n) => file(`${n}.jpg`));
  for (const one of files) renderings.render(`/${one.name}`, one, selection);
  expect(renderings.length).toBeLessThanOrEqual(maxRenderedLength);
  expect(value).toHaveBeenCalledTimes(10_000);
  for (const one of files.slice(-300)) renderings.render(`/${one.name}`, one, selection);
  expect(value).toHaveBeenCalledTimes(10_000);
  const first = files[0] as FileResource;
  renderings.render('/0.jpg', first, selection);
  expect(value).toHaveBeenCalledTimes(10_001);
});

test('a long answer is not cached: it would evict others', () => {
  const { value, selection } = counting();
  const renderings = createSingleRenderings();
  const photo = file('long.jpg');
  const long = { ...selection, unknown: '<x/>'.repeat(10_000) };
  renderings.render('/long.jpg', photo, long);
  renderings.render('/long.jpg', photo, long);
  expect(value).toHaveBeenCalledTimes(2);
});

test('rendering many members yields to other work', async () => {
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
