import { createContainer } from '../composition/create-container.ts';
import { Token } from '../composition/token.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { untilSignal } from './until-signal.ts';

/** Serves until a signal. Rejects with a `ConfigurationError`, or when the port cannot be had. */
export async function serve(): Promise<void> {
  const signal = untilSignal();
  const { configuration, warnings } = loadConfiguration();
  const container = createContainer(configuration);
  for (const warning of warnings) container.get(Token.Logger).warn(warning);
  const application = container.get(Token.Application);
  await application.start();
  await signal;
  await application.stop();
}
