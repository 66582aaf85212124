import { expect, it } from 'vitest';
import { growingBlock } from './block-fill.ts';

it('wakes who waits when the byte is there, not before', async () => {
  const block = growingBlock(10);
  const woken: number[] = [];
  for (const position of [0, 5, 9]) void block.beyond(position).then(() => woken.push(position));
  block.append(new Uint8Array(5));
  await Promise.resolve();
  expect(woken).toEqual([0]);
  expect(block.append(new Uint8Array(99))).toBe(5);
  await Promise.resolve();
  expect(woken).toEqual([0, 5, 9]);
});

it('fails for bytes that will not come, and still has those that did', async () => {
  const block = growingBlock(10);
  const waiting = block.beyond(5);
  block.append(new Uint8Array(5));
  block.fail(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  await expect(block.beyond(5)).rejects.toThrow('gone');
  await block.beyond(4);
});
