import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTerminalOutput } from './log-output.ts';

const erase = '\r\u001b[2K';

/** A terminal that understands what is written to it: its lines, the last of them where the cursor is. */
function screen(columns = 20) {
  const lines = [''];
  const write = (text: string): void => {
    for (const part of text.split(/(?<=\n)|(?=\r)|(?<=2K)/)) {
      if (part === erase) lines[lines.length - 1] = '';
      else lines[lines.length - 1] += part.replace('\n', '');
      if (part.endsWith('\n')) lines.push('');
    }
  };
  return { lines, output: createTerminalOutput({ columns, write }, (line) => `> ${line}\n`) };
}

it('keeps the line below the log, changes it in place and takes it away', () => {
  const { lines, output } = screen();
  output.write('one');
  output.showStatus('10 %');
  output.write('two');
  output.showStatus('9 %');
  expect(lines).toEqual(['> one', '> two', '9 %']);
  output.write('three');
  output.showStatus(undefined);
  expect(lines).toEqual(['> one', '> two', '> three', '']);
});

it('cuts a line that would wrap', () => {
  const { lines, output } = screen(10);
  output.showStatus('123456789012345');
  expect(lines).toEqual(['123456789']);
});

it('never mixes the two, whatever comes', () => {
  const step = fc.oneof(
    fc.record({ log: fc.stringMatching(/^[a-z]{1,15}$/) }),
    fc.record({ status: fc.option(fc.stringMatching(/^[0-9]{1,40}$/), { nil: undefined }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { lines, output } = screen();
      let last = '';
      for (const one of steps) {
        if ('log' in one) output.write(one.log);
        else {
          output.showStatus(one.status);
          last = (one.status ?? '').slice(0, 19);
        }
      }
      const logged = steps.flatMap((one) => ('log' in one ? [`> ${one.log}`] : []));
      expect(lines).toEqual([...logged, last]);
    }),
  );
});
