import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TlsMaterial } from '@immich-webdav/webdav-adapter';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { selfSigned } from '../../../../packages/webdav-adapter/test/self-signed.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createTlsFiles } from './tls-files.ts';

const first = selfSigned('first');
const second = selfSigned('second');

function filesWith({ cert, key }: TlsMaterial) {
  const folder = temporaryFolder();
  const paths = { cert: join(folder, 'fullchain.pem'), key: join(folder, 'privkey.pem') };
  writeFileSync(paths.cert, cert);
  writeFileSync(paths.key, key);
  return { folder, paths };
}

function encrypted(key: string): string {
  return execFileSync('openssl', ['pkey', '-aes256', '-passout', 'pass:x'], { input: key, encoding: 'utf8' });
}

describe('at the start', () => {
  it.each<[string, TlsMaterial, RegExp]>([
    ['no certificate', { ...first, cert: 'x' }, /^TLS_CERT holds no certificate in PEM/],
    ['an empty certificate', { ...first, cert: '' }, /^TLS_CERT holds no certificate in PEM/],
    ['a key instead of a certificate', { ...first, cert: first.key }, /^TLS_CERT holds no certificate in PEM/],
    [
      'a broken chain',
      { ...first, cert: `${first.cert}-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n` },
      /^TLS_CERT holds a broken/,
    ],
    ['no key', { ...first, key: 'x' }, /^TLS_KEY holds no private key in PEM/],
    ['a key with a passphrase', { ...first, key: encrypted(first.key) }, /^TLS_KEY holds .* passphrase/],
    [
      'a key of another certificate',
      { ...first, key: second.key },
      /^TLS_KEY does not belong to the certificate in TLS_CERT/,
    ],
  ])('%s is one sentence that names the setting', async (_, material, problem) => {
    const { paths } = filesWith(material);
    const files = createTlsFiles(paths, { onWarning: () => {}, onRenewed: () => {} });
    await expect(files.read()).rejects.toMatchObject({
      name: 'ConfigurationError',
      problems: [expect.stringMatching(problem)],
    });
  });

  it.each(['cert', 'key'] as const)('an absent file of %s is named with its setting', async (which) => {
    const { paths } = filesWith(first);
    rmSync(paths[which]);
    const files = createTlsFiles(paths, { onWarning: () => {}, onRenewed: () => {} });
    const problem = `TLS_${which.toUpperCase()} is ${paths[which]}, which cannot be read (ENOENT).`;
    await expect(files.read()).rejects.toMatchObject({ problems: [problem] });
  });
});

describe('later', () => {
  async function watching(material = first) {
    const { folder, paths } = filesWith(material);
    const warnings: string[] = [];
    const renewed: TlsMaterial[] = [];
    const onRenewed = vi.fn();
    const files = createTlsFiles(paths, { onWarning: (warning) => warnings.push(warning), onRenewed, checkMs: 20 });
    await files.read();
    onTestFinished(files.watch((one) => renewed.push(one)));
    return { folder, paths, warnings, renewed, onRenewed };
  }

  it('both files renewed are used once', async () => {
    const { paths, warnings, renewed, onRenewed } = await watching();
    writeFileSync(paths.cert, second.cert);
    writeFileSync(paths.key, second.key);
    await vi.waitFor(() => expect(renewed).toEqual([second]), { timeout: 10_000 });
    writeFileSync(paths.cert, first.cert);
    writeFileSync(paths.key, first.key);
    await vi.waitFor(() => expect(renewed).toEqual([second, first]), { timeout: 10_000 });
    expect(onRenewed).toHaveBeenCalledTimes(2);
    expect(warnings).toEqual([]);
  });

  it('links that point to other files are followed, as certbot and Kubernetes renew', async () => {
    const { folder, paths, renewed } = await watching();
    writeFileSync(join(folder, 'cert2.pem'), second.cert);
    writeFileSync(join(folder, 'key2.pem'), second.key);
    for (const [target, path] of [
      ['cert2.pem', paths.cert],
      ['key2.pem', paths.key],
    ] as const) {
      symlinkSync(target, join(folder, 'link'));
      renameSync(join(folder, 'link'), path);
    }
    await vi.waitFor(() => expect(renewed).toEqual([second]), { timeout: 10_000 });
  });

  it('files that do not belong together are one warning, and the certificate stays until they do', async () => {
    const { paths, warnings, renewed } = await watching();
    writeFileSync(paths.key, second.key);
    await vi.waitFor(() => expect(warnings).toHaveLength(1), { timeout: 10_000 });
    expect(warnings[0]).toMatch(/^TLS_KEY does not belong .* The certificate in use stays\.$/);
    rmSync(paths.key);
    await vi.waitFor(() => expect(warnings).toHaveLength(2), { timeout: 10_000 });
    expect(warnings[1]).toMatch(/^TLS_KEY is .* \(ENOENT\)\. The certificate in use stays\.$/);
    expect(renewed).toEqual([]);
    writeFileSync(paths.key, second.key);
    writeFileSync(paths.cert, second.cert);
    await vi.waitFor(() => expect(renewed).toEqual([second]), { timeout: 10_000 });
    expect(warnings).toHaveLength(2);
  });

  it('the old files back again are no renewal', async () => {
    const { paths, warnings, renewed } = await watching();
    writeFileSync(paths.key, 'x');
    await vi.waitFor(() => expect(warnings).toHaveLength(1), { timeout: 10_000 });
    writeFileSync(paths.key, first.key);
    writeFileSync(paths.cert, `${first.cert}\n`);
    await vi.waitFor(() => expect(renewed).toEqual([{ ...first, cert: `${first.cert}\n` }]), { timeout: 10_000 });
  });
});
