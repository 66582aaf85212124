import { explainFailure } from '../src/commands/explain-failure.ts';
import { untilSignal } from '../src/commands/until-signal.ts';
import { mountCommands } from './mount-commands.ts';
import { startDemo } from './start-demo.ts';

const PORT = 1700;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const signal = untilSignal();
  const demo = await startDemo({ port: PORT, logLevel: 'warn' });
  print(`The demo library is served at ${demo.url} (this machine only, read-only).\n`);
  for (const [client, how] of mountCommands(demo.url)) print(`  ${client.padEnd(10)}${how}`);
  print('\nCtrl+C stops it.');
  await signal;
  await demo.stop();
  print('Stopped.');
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exitCode = 1;
}
