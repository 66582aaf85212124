import { Agent } from 'node:http';
import { describe, expect, test } from 'vitest';
import { routes } from '../../src/endpoints/routes.ts';
import { createRouter } from '../../src/http/route.ts';
import { createFakeImmich, type LibraryDescription } from '../../src/index.ts';
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
import { type Counterparts, createCounterparts } from './counterparts.ts';
import { checksumsIn, formOf, isForm, type Sent } from './multipart.ts';
import { reconstruct } from './reconstruct.ts';
import { jsonOf, type Recording, readRecordings } from './recording.ts';
import { send } from './send.ts';
import { SKIPPED } from './skips.ts';
import { withVolatile } from './volatile.ts';

const router = createRouter(routes);

/** Bodies that were too odd to be recorded as they are. */
const BODIES: Readonly<Record<string, string>> = {
  '14-errors/malformed-json-400': '{no}',
  '14-errors/body-over-10mb-413': `{"albumName":"${'x'.repeat(11_000_000)}"}`,
};

function whySkipped(recording: Recording, release: Release): string | undefined {
  const listed = SKIPPED[`${release}/${recording.name}`];
  if (listed !== undefined) return listed;
  if (recording.requestBody.startsWith('<request body'))
    return 'its body was not recorded; the unit tests have such uploads';
  const [path = ''] = recording.url.split('?');
  const isKnown = router(recording.method, path, generationOf(release)) !== undefined;
  const isRefused = recording.status === 404 || recording.name in BODIES;
  return isKnown || isRefused ? undefined : 'the stand-in has no such endpoint';
}

const isChange = ({ method, url, status }: Recording): boolean =>
  status < 300 && !['GET', 'HEAD'].includes(method) && !/\/(search|shared-links|auth|bulk-upload-check)/.test(url);

/** The library before a recording that made an asset. */
function before({ status, body, requestBody }: Recording, library: LibraryDescription): LibraryDescription {
  if (status !== 201 || !requestBody.startsWith('multipart')) return library;
  const { id } = jsonOf(body) as { id: string };
  const isOther = (one: string): boolean => one !== id;
  return {
    ...library,
    assets: (library.assets ?? []).filter((asset) => isOther(asset.id ?? '')),
    albums: (library.albums ?? []).map((album) => ({ ...album, assetIds: (album.assetIds ?? []).filter(isOther) })),
  };
}

/** With the checksums of the bytes that are sent in the place of the recorded ones. */
function requestOf(recording: Recording, toSent: (text: string) => string): Sent {
  if (isForm(recording)) return formOf(recording);
  const headers = JSON.parse(toSent(JSON.stringify(recording.requestHeaders))) as Sent['headers'];
  return { headers, body: Buffer.from(BODIES[recording.name] ?? toSent(recording.requestBody)) };
}

/** Nobody could know the ids and times that a change makes. */
function asRecorded(answer: Answer, recording: Recording, { learn, toRecorded }: Counterparts): Answer {
  if (!isChange(recording)) return answer;
  const text = answer.body.toString();
  learn(text, recording.body);
  return { ...answer, body: Buffer.from(withVolatile(toRecorded(text), recording.body)) };
}

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
            const counterparts = createCounterparts(checksumsIn([recording]));
            const described = JSON.stringify(before(recording, reconstruct(others, recording)));
            const library = JSON.parse(counterparts.toSent(described)) as LibraryDescription;
            const immich = createFakeImmich({ version: release, library });
            const agent = new Agent({ keepAlive: true });
            try {
              const { port } = await immich.listen();
              const { method, url } = recording;
              const request = requestOf(recording, counterparts.toSent);
              const answer = await send(method, url, request, port, agent);
              expect(differences(asRecorded(answer, recording, counterparts), recording)).toEqual([]);
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
