import { createContainer } from '../composition/create-container.ts';
import { Token } from '../composition/token.ts';
import { loadEnvironment } from '../configuration/load-environment.ts';
import { parseConfiguration } from '../configuration/parse-configuration.ts';
import { untilSignal } from './until-signal.ts';

/** Serves until a signal. Rejects with a `ConfigurationError`, or when the port cannot be had. */
export async function serve(): Promise<void> {
  const signal = untilSignal();
  const application = createContainer(parseConfiguration(loadEnvironment())).get(Token.Application);
  await application.start();
  await signal;
  await application.stop();
}
