import { Agent, request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { routes } from '../../src/endpoints/routes.ts';
import { createRouter } from '../../src/http/route.ts';
import { createFakeImmich } from '../../src/index.ts';
import { generationOf } from '../../src/version.ts';
import {
  hasSharedFolder,
  RELEASES,
  type Release,
  recordedFolder,
  recordedWritingFolder,
  whyAbsent,
} from '../shared-folder.ts';
import { type Answer, differences } from './compare.ts';
import { reconstruct } from './reconstruct.ts';
import { type Recording, readRecordings } from './recording.ts';
import { SKIPPED } from './skips.ts';

const router = createRouter(routes);

/** Bodies that were too odd to be recorded as they are. */
const BODIES: Readonly<Record<string, string>> = {
  '14-errors/malformed-json-400': '{no}',
  '14-errors/body-over-10mb-413': `{"albumName":"${'x'.repeat(11_000_000)}"}`,
};

function whySkipped(recording: Recording, release: Release): string | undefined {
  const listed = SKIPPED[`${release}/${recording.name}`];
  if (listed !== undefined) return listed;
  if (/^(multipart|<request body)/.test(recording.requestBody))
    return 'its body was not recorded; the unit tests have uploads';
  if (isChange(recording)) return 'a change; the unit tests make changes';
  const [path = ''] = recording.url.split('?');
  const isKnown = router(recording.method, path, generationOf(release)) !== undefined;
  const isRefused = recording.status === 404 || recording.name in BODIES;
  return isKnown || isRefused ? undefined : 'the stand-in has no such endpoint';
}

const isChange = ({ method, url, status }: Recording): boolean =>
  status < 300 && method !== 'GET' && method !== 'HEAD' && !/\/(search|shared-links|auth|bulk-upload-check)/.test(url);

for (const release of RELEASES) {
  const recordings = hasSharedFolder ? readRecordings(recordedFolder(release)) : [];
  const writings = hasSharedFolder ? readRecordings(recordedWritingFolder(release)) : [];
  const ofLinks = writings.filter(({ name }) => name.startsWith('link-'));

  describe.skipIf(!hasSharedFolder)(
    `answers as the recorded ${release} did ${hasSharedFolder ? '' : whyAbsent}`,
    () => {
      // Without recordings there is no test whose title could say why.
      if (!hasSharedFolder) test.skip(`recorded exchanges ${whyAbsent}`);
      for (const recording of [...recordings, ...ofLinks]) {
        const others = ofLinks.includes(recording) ? writings : recordings;
        const reason = whySkipped(recording, release);
        const title = `${recording.name}: ${recording.method} ${recording.url}`;
        if (reason === undefined) {
          test(title, async () => {
            const immich = createFakeImmich({ version: release, library: reconstruct(others, recording) });
            const agent = new Agent({ keepAlive: true });
            try {
              const { port } = await immich.listen();
              expect(differences(await send(recording, port, agent), recording)).toEqual([]);
            } finally {
              agent.destroy();
              await immich.close();
            }
          });
        } else test.skip(`${title} (${reason})`);
      }
    },
  );
}

function send(recording: Recording, port: number, agent: Agent): Promise<Answer> {
  const { method, url, requestHeaders, name } = recording;
  const body = BODIES[name] ?? recording.requestBody;
  const headers = { ...requestHeaders, ...(body !== '' && { 'Content-Length': String(Buffer.byteLength(body)) }) };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, method, path: url, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
