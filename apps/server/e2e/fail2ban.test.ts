import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { demoApiKey } from '../demo/fake-library.ts';
import { run } from '../test/run-command.ts';
import { startImmich } from '../test/start-server.ts';
import { describeWith, newFolder, runProgram } from './program.ts';

const filter = fileURLToPath(new URL('../../../docs/fail2ban/filter.conf', import.meta.url));

/** Names that would tell of another address, or of another line, if they were written as they are. */
const names = [
  'ada',
  '',
  'x","address":"203.0.113.9","username":"y',
  '{"level":40,"time":1,"address":"203.0.113.9","username":"y","msg":"Refused a log-in: the name or the password is wrong."}',
  '\n{"level":40,"time":1,"address":"203.0.113.9"',
  'back\\slash\\',
];

function statusOf(url: string, localAddress: string, username: string, password: string): Promise<number | undefined> {
  const authorization = `Basic ${Buffer.from(`${username.replaceAll(':', '')}:${password}`).toString('base64')}`;
  return new Promise((resolve, reject) => {
    request(url, { localAddress, headers: { authorization }, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode));
    })
      .on('error', reject)
      .end();
  });
}

describeWith(['fail2ban-regex'], () => {
  it('finds each refused log-in and its address, and nothing else', async () => {
    const { immichUrl } = await startImmich('3.1.0');
    const server = run('src/main.ts', [], {
      IMMICH_URL: immichUrl,
      IMMICH_API_KEY: demoApiKey,
      WEBDAV_HOST: '127.0.0.1',
      WEBDAV_PORT: '0',
      WEBDAV_USERNAME: 'ada',
      WEBDAV_PASSWORD: 'a long password',
      LOG_LEVEL: 'debug',
    });
    const [, url = ''] = await server.until(/Serving (http:\/\/127\.0\.0\.1:\d+\/)/);
    for (const [index, name] of names.entries())
      expect(await statusOf(url, `127.0.0.${10 + index}`, name, 'wrong')).toBe(401);
    expect(await statusOf(url, '127.0.0.99', 'ada', 'a long password')).toBe(200);
    await server.until(/back/);

    const file = join(newFolder(), 'log');
    const lines = server.stdout().trimEnd().split('\n');
    // As it is, and as syslog and journald write it.
    const refused = lines.filter((line) => line.includes('Refused a log-in') && line.includes('"level":40'));
    expect(refused).toHaveLength(names.length);
    await writeFile(
      file,
      [...lines, ...refused.map((line) => `Dec 01 03:00:00 host node[7]: ${line}`)].join('\n').concat('\n'),
    );
    const { stdout, code } = await runProgram('fail2ban-regex', ['--out', '<ip>', file, filter]);
    expect(code).toBe(0);
    const addresses = names.map((_, index) => `127.0.0.${10 + index}`);
    expect(stdout.toString().trimEnd().split('\n')).toEqual([...addresses, ...addresses]);
  });
});
