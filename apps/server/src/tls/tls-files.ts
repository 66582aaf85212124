import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { TlsMaterial, TlsSource } from '@immich-webdav/webdav-adapter';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { codeOf } from '../errors/file-error.ts';
import { messageOf } from '../errors/message-of.ts';

/** The files of TLS_CERT and TLS_KEY. */
export interface TlsPaths {
  readonly cert: string;
  readonly key: string;
}

export interface TlsFilesOptions {
  readonly onWarning: (message: string) => void;
  readonly onRenewed: () => void;
  /** Time between two checks for changes, in milliseconds; 10,000 unless set. */
  readonly checkMs?: number;
}

const defaultCheckMs = 10_000;

/**
 * A certificate in files. Changes are found by their content, whatever replaces the files. Files that cannot be used are a
 * `ConfigurationError` at the start; later one warning, and the certificate in use stays.
 */
export function createTlsFiles(paths: TlsPaths, { onWarning, onRenewed, checkMs }: TlsFilesOptions): TlsSource {
  let used = '';
  return {
    async read() {
      const material = await readTlsFiles(paths);
      used = JSON.stringify(material);
      return material;
    },
    watch(renew) {
      let seen = used;
      let settled = used;
      const check = async (): Promise<void> => {
        const [state, material] = await readTlsFiles(paths).then(
          (read) => [JSON.stringify(read), read] as const,
          (error: unknown) => [problemOf(error), undefined] as const,
        );
        // A program that renews both files writes one after the other.
        const isSettled = state === seen;
        seen = state;
        if (!isSettled || state === settled) return;
        settled = state;
        if (material === undefined) onWarning(`${state} The certificate in use stays.`);
        if (material === undefined || state === used) return;
        used = state;
        renew(material);
        onRenewed();
      };
      let isChecking = false;
      const timer = setInterval(() => {
        if (isChecking) return;
        isChecking = true;
        void check().finally(() => (isChecking = false));
      }, checkMs ?? defaultCheckMs).unref();
      return () => clearInterval(timer);
    },
  };
}

const problemOf = (error: unknown): string =>
  error instanceof ConfigurationError
    ? error.problems.join(' ')
    : error instanceof Error
      ? messageOf(error)
      : String(error);

/** Reads and checks both files. Rejects with a `ConfigurationError` that names the setting. */
export async function readTlsFiles({ cert, key }: TlsPaths): Promise<TlsMaterial> {
  const material = { cert: await read('TLS_CERT', cert), key: await read('TLS_KEY', key) };
  const certificate = parse(
    () => new X509Certificate(material.cert),
    'TLS_CERT holds no certificate in PEM; name the file with the whole chain, such as fullchain.pem.',
  );
  const privateKey = parse(
    () => createPrivateKey(material.key),
    'TLS_KEY holds no private key in PEM, or one with a passphrase; name a key without one, such as privkey.pem.',
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new ConfigurationError([
      'TLS_KEY does not belong to the certificate in TLS_CERT; name files of the same certificate.',
    ]);
  parse(() => createSecureContext(material), 'TLS_CERT holds a broken or outdated certificate; renew it.');
  return material;
}

async function read(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError([`${setting} is ${path}, which cannot be read (${codeOf(error) ?? String(error)}).`]);
  }
}

function parse<Parsed>(make: () => Parsed, problem: string): Parsed {
  try {
    return make();
  } catch {
    throw new ConfigurationError([problem]);
  }
}
