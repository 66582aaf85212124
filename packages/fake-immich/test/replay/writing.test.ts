import { Agent } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFakeImmich } from '../../src/index.ts';
import { hasSharedFolder, RELEASES, recordedWritingFolder, whyAbsent } from '../shared-folder.ts';
import { differences } from './compare.ts';
import { createCounterparts } from './counterparts.ts';
import { checksumsIn, formOf, isForm } from './multipart.ts';
import { jsonOf, type Recording, readRecordings } from './recording.ts';
import { send } from './send.ts';
import { withVolatile } from './volatile.ts';

/** From here on the jobs of what was uploaded had run. */
const FIRST_AFTER_JOBS = 'write-tag-upsert';

/** The order in which the session was recorded. */
const SESSION = [
  'upload-created',
  'upload-duplicate',
  'upload-duplicate-by-checksum-without-body',
  'bulk-check',
  'upload-empty-400',
  'upload-txt-400',
  'upload-filename-before-sidecar-400',
  'upload-with-sidecar-then-filename',
  'album-create',
  'album-rename',
  'album-add',
  'album-remove',
  'album-after',
  'favorite-bulk',
  'archive-bulk',
  'rating-description',
  'tag-upsert',
  'tag-assets',
  'untag-assets',
  'tag-bulk',
  'copy',
  'after-copy',
  'trash',
  'bulk-check-trashed',
  'upload-duplicate-of-trashed',
  'add-trashed-to-album',
  'restore',
  'stack-create',
  'stack-primary',
  'stack-delete',
  'album-delete',
];

for (const release of RELEASES) {
  describe.skipIf(!hasSharedFolder)(`${release} ${hasSharedFolder ? '' : whyAbsent}`, () => {
    test('answers a session of changes as it was recorded', async () => {
      const recordings = readRecordings(recordedWritingFolder(release));
      const session = SESSION.map((name) => recordings.find((recording) => recording.name === `write-${name}`));
      expect(session).not.toContain(undefined);
      const immich = createFakeImmich({ version: release, library: { users: [aliceIn(recordings)] } });
      onTestFinished(() => immich.close());
      const { port } = await immich.listen();
      const agent = new Agent({ keepAlive: true });
      onTestFinished(() => agent.destroy());
      const counterparts = createCounterparts(checksumsIn(recordings));
      const found: Record<string, readonly string[]> = {};
      immich.jobs.hold();
      for (const recording of session as readonly Recording[]) {
        const { name, method, url } = recording;
        if (name === FIRST_AFTER_JOBS) immich.jobs.release();
        const request = isForm(recording)
          ? formOf(recording)
          : {
              headers: JSON.parse(counterparts.toSent(JSON.stringify(recording.requestHeaders))),
              body: Buffer.from(counterparts.toSent(recording.requestBody)),
            };
        const answer = await send(method, counterparts.toSent(url), request, port, agent);
        const text = answer.body.toString();
        counterparts.learn(text, recording.body);
        const body = Buffer.from(withVolatile(counterparts.toRecorded(text), recording.body));
        const differing = differences({ ...answer, body }, recording);
        if (differing.length > 0) found[name] = differing;
      }
      expect(found).toEqual({});
    });
  });
}

/** Who made the recording, as an answer shows her. */
function aliceIn(recordings: readonly Recording[]) {
  const me = recordings.find(({ name }) => name === 'users-me-quota');
  const { id, name, email, avatarColor } = jsonOf(me?.body ?? '') as Record<
    'id' | 'name' | 'email' | 'avatarColor',
    string
  >;
  return { id, name, email, avatarColor, apiKeys: [{ secret: '<ALICE_API_KEY>' }] };
}
