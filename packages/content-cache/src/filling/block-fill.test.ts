import { expect, it, vi } from 'vitest';
import { PIECE_BYTES } from '../blocks/pieces.ts';
import { growingBlock } from './block-fill.ts';

it('wakes a reader when its byte is there, not before', async () => {
  const block = growingBlock(10);
  const read: [number, number][] = [];
  const reading = [0, 5, 9].map((offset) => block.read(offset).then(({ length }) => read.push([offset, length])));
  block.append(new Uint8Array(5));
  await reading[0];
  expect(read).toEqual([[0, 5]]);
  expect(block.append(new Uint8Array(99))).toBe(5);
  await Promise.all(reading);
  expect(read).toEqual([
    [0, 5],
    [5, 5],
    [9, 1],
  ]);
});

it('fails for bytes that will not come, and still has those that did', async () => {
  const block = growingBlock(10);
  const waiting = block.read(5);
  block.append(new Uint8Array(5));
  block.fail(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(block.read(5)).rejects.toThrow('gone');
  expect(await block.read(4)).toHaveLength(1);
});

it('wants more while a reader waits or once it is hurried, and has memory for what has arrived', async () => {
  const block = growingBlock(5 * PIECE_BYTES);
  const wanted = vi.fn<() => void>();
  void block.wanted().then(wanted);
  expect(block.pieces).toHaveLength(0);
  await Promise.resolve();
  expect(wanted).not.toHaveBeenCalled();
  const reading = block.read(0);
  await block.wanted();
  block.append(new Uint8Array(PIECE_BYTES));
  expect(await reading).toHaveLength(PIECE_BYTES);
  expect(block.pieces).toHaveLength(1);
  const again = block.wanted();
  block.hurry();
  await again;
  await block.wanted();
});

it('gives its pieces to a block on disk when it has readers, and releases that with the last of them', () => {
  const release = vi.fn<() => void>();
  const keep = vi.fn(() => ({ peek: () => undefined, read: async () => new Uint8Array(), evict: () => {}, release }));
  const unread = growingBlock(1);
  unread.join()();
  unread.replace(keep);
  expect(keep).not.toHaveBeenCalled();
  const block = growingBlock(1);
  const [one, other] = [block.join(), block.join()];
  block.append(new Uint8Array(1));
  block.replace(keep);
  expect(block.pieces).toHaveLength(0);
  one();
  one();
  expect(release).not.toHaveBeenCalled();
  other();
  expect(release).toHaveBeenCalledTimes(1);
});
