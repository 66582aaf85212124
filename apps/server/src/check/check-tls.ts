import { X509Certificate } from 'node:crypto';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { readTlsFiles, type TlsPaths } from '../tls/tls-files.ts';
import { bad, type Finding, good } from './finding.ts';

/** Checks that the certificate and its key can be used, and that the certificate is valid now. */
export async function checkTls(paths: TlsPaths | undefined): Promise<readonly Finding[]> {
  if (paths === undefined) return [];
  try {
    const { validTo, validToDate, validFromDate } = new X509Certificate((await readTlsFiles(paths)).cert);
    const now = new Date();
    return validFromDate <= now && now <= validToDate
      ? [good(`TLS_CERT: valid until ${validTo}.`)]
      : [bad(`TLS_CERT: not valid now, but until ${validTo}; renew it.`)];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(bad);
  }
}
