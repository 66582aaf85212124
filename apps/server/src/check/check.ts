import { LibraryError } from '@immich-webdav/core';
import { type LoadedConfiguration, loadConfiguration } from '../configuration/load-configuration.ts';
import { messageOf } from '../errors/message-of.ts';
import { checkMappedFolders, checkStorage } from './check-folders.ts';
import { checkPort } from './check-port.ts';
import { checkLibraries } from './check-source.ts';
import { checkTls } from './check-tls.ts';
import { type Finding, good } from './finding.ts';

type Print = (line: string) => void;

/** Destinations of lines. */
export interface CheckOutput {
  /** Findings. */
  readonly print: Print;
  /** Why Immich could not be checked. */
  readonly complain: Print;
}

/**
 * Checks whether the server would work: configuration, port, folders, Immich, clock, hints, permissions of the key, configured
 * albums. Prints findings and the next step. True if nothing has to be corrected. Throws a `ConfigurationError`.
 */
export async function check(
  { print, complain }: CheckOutput,
  { configuration, warnings }: LoadedConfiguration = loadConfiguration(),
): Promise<boolean> {
  let isGood = true;
  const report = (findings: readonly Finding[]): void => {
    for (const finding of findings) {
      print(finding.line);
      isGood &&= finding.isGood;
    }
  };
  report([good('Configuration: complete.'), ...warnings.map((warning) => good(`Configuration: ${warning}`))]);
  report([await checkPort(configuration.webdav), ...(await checkTls(configuration.webdav.tls))]);
  report(await checkStorage(configuration));
  report(await checkMappedFolders(configuration.immich.libraryPathMap));
  try {
    report(await checkLibraries(configuration));
  } catch (error) {
    if (!LibraryError.is(error)) throw error;
    complain(messageOf(error));
    isGood = false;
  }
  print(
    isGood
      ? 'Next: start the server with these settings; it prints how clients mount it.'
      : 'Next: correct what is named above, then check again.',
  );
  return isGood;
}
