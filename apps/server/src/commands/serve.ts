import { createContainer } from '../composition/create-container.ts';
import { Token } from '../composition/token.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { announce } from './announce.ts';
import { untilSignal } from './until-signal.ts';

/** Serves until a signal. Rejects with a `ConfigurationError`, or if the port cannot be opened. */
export async function serve(): Promise<void> {
  const signal = untilSignal();
  const { configuration, warnings } = loadConfiguration();
  const container = createContainer(configuration);
  const log = container.get(Token.Logger);
  for (const warning of warnings) log.warn(warning);
  const application = container.get(Token.Application);
  const { url } = await application.start();
  const { isTTY } = process.stdout;
  announce(url, configuration.access, log, isTTY ? (line) => process.stdout.write(`${line}\n`) : undefined);
  await signal;
  await application.stop();
}
