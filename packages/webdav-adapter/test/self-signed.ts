import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsMaterial } from '../src/index.ts';

/** Makes a certificate for 127.0.0.1 and localhost with openssl. */
export function selfSigned(commonName: string): TlsMaterial {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  try {
    const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name));
    const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' ');
    const names = ['-subj', `/CN=${commonName}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync('openssl', request.concat(names, '-keyout', key!, '-out', cert!), { stdio: 'ignore' });
    return { cert: readFileSync(cert!, 'utf8'), key: readFileSync(key!, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
