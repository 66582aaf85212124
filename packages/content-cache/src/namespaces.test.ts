import { expect, it } from 'vitest';
import { asset, bytesOf, countedSource, noise, temporaryFolder } from '../test/library.ts';
import { createContentCache } from './cached-source.ts';

const options = () => ({ folder: temporaryFolder(), maxBytes: 100_000_000, blockBytes: 4096, onWarning: () => {} });

it('gives content of one namespace never in another, also after a restart', async () => {
  const [of, ofOther] = [noise(20_000, 1), noise(20_000, 2)];
  const shared = options();
  for (let round = 0; round < 2; round++) {
    const cache = createContentCache(shared);
    const [ada, bob] = [countedSource([asset('same', of)], 1000), countedSource([asset('same', ofOther)], 1000)];
    const [one, other] = [cache.cached(ada.source, 'ada'), cache.cached(bob.source, 'bob')];
    // Both libraries list it with the same id, length and checksum.
    const listed = asset('same', of);
    expect(await bytesOf(one.open(listed, 'original'))).toEqual(Buffer.from(of));
    await bytesOf(other.open(listed, 'original')).catch(() => {});
    expect(bob.opened.length).toBeGreaterThan(0);
    expect(ada.opened.length).toBe(round === 0 ? 1 : 0);
    await one.close();
    await other.close();
    await cache.close();
  }
});

it('goes on for one source when another is closed', async () => {
  const file = asset('a', noise(20_000));
  const cache = createContentCache(options());
  const [ada, bob] = [countedSource([file], 1000), countedSource([file], 1000)];
  const [one, other] = [cache.cached(ada.source, 'ada'), cache.cached(bob.source, 'bob')];
  await bytesOf(one.open(file, 'original'));
  await one.close();
  await expect(bytesOf(one.open(file, 'original'))).rejects.toMatchObject({ code: 'unavailable' });
  for (let round = 0; round < 2; round++)
    expect(await bytesOf(other.open(file, 'original'))).toEqual(Buffer.from(file.content));
  expect(bob.opened).toHaveLength(1);
  await other.close();
  await cache.close();
});
