import { openBlockStore } from '../src/disk/block-store.ts';
import { piecesOf, sampleBlock } from './sample-block.ts';

/** Writes sample blocks, several at a time, until it is killed: `node writer.ts FOLDER FIRST`. */
const [folder = '', first = '0'] = process.argv.slice(2);
const store = await openBlockStore({
  folder,
  maxBytes: 5_000_000,
  onWarning: (message) => process.stderr.write(message),
});
process.stdout.write('writing\n');
for (let number = Number(first); ; number += 4) {
  const blocks = [0, 1, 2, 3].map((next) => sampleBlock(number + next));
  await Promise.all(blocks.map(({ name, bytes }) => store.write(name, piecesOf(bytes))));
}
