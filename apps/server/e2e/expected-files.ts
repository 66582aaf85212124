import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoLibrary, mediaPath } from '@immich-webdav/demo-library';

const digest = (path: string): string => createHash('sha1').update(readFileSync(path)).digest('hex');

const mediaOf = new Map(demoLibrary.assets.map((asset) => [asset.id, asset.media]));

/** What each album has to hold, as sorted SHA-1 digests; albums sorted too, since clients see other names. */
export const expectedDigests = (): readonly string[] =>
  demoLibrary.albums.map(({ members }) => joined(members.map((id) => digest(mediaPath(mediaOf.get(id) ?? ''))))).sort();

/** The same of a folder that has one folder for each album. */
export const digestsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .map((album) => join(folder, album))
    .map((album) => joined(readdirSync(album).map((file) => digest(join(album, file)))))
    .sort();

const joined = (digests: readonly string[]): string => [...digests].sort().join(' ');
