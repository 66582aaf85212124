import { describe, expect, it } from 'vitest';
import { conformingTree } from '../../test/conforming-tree.ts';
import { runCase } from '../conformance/conformance-case.ts';
import { resourceTreeConformance } from '../conformance/resource-tree/suite.ts';
import { createMemoryTree } from './memory-tree.ts';

describe('the memory tree conforms', () => {
  for (const rule of resourceTreeConformance)
    it(rule.name, (context) => runCase(rule, conformingTree(), (reason) => context.skip(reason)));
});

const content = new Uint8Array(3);

it.each([[[]], [['']], [['a', '..']], [['a/b']]])('adds nothing at %j', (path: string[]) => {
  const tree = createMemoryTree();
  expect(() => tree.addFile(path, { content })).toThrow(expect.objectContaining({ code: 'invalid-name' }));
  expect(() => tree.addCollection(path)).toThrow(expect.objectContaining({ code: 'invalid-name' }));
});

it('adds no file in place of a collection, and no collection in place of a file', () => {
  const tree = createMemoryTree();
  tree.addFile(['a', 'b'], { content });
  for (const add of [() => tree.addFile(['a'], { content }), () => tree.addCollection(['a', 'b', 'c'])])
    expect(add).toThrow(expect.objectContaining({ code: 'already-exists' }));
});

it('rejects an open of a file that has changed with conflict', async () => {
  const tree = createMemoryTree();
  tree.addFile(['a'], { content });
  const file = await tree.resolve(['a']);
  tree.addFile(['a'], { content: new Uint8Array(4) });
  await expect(tree.open(file as never)).rejects.toMatchObject({ code: 'conflict' });
});
