import { expect, it } from 'vitest';
import { packStacks, unpackStacks } from './stack-record.ts';

const part = { stacks: [{ primaryId: 'a', assetIds: ['a', 'b'] }], isLast: true };

it('gives back what was packed', () => {
  expect(unpackStacks(packStacks(part))).toEqual(part);
});

it('gives nothing of what was damaged, wherever that is', () => {
  const record = packStacks(part);
  for (let at = 0; at < record.length; at++) {
    const damaged = `${record.slice(0, at)}#${record.slice(at + 1)}`;
    expect(unpackStacks(damaged)).toBeUndefined();
  }
});
