import { readFileSync } from 'node:fs';
import { z } from 'zod';

const instant = z.iso.datetime();

const assetSchema = z.object({
  /** Names the asset within `library.json`; albums refer to it. */
  id: z.string(),
  /** As someone uploaded it: anything goes, also slashes, tabs and 300 bytes. */
  fileName: z.string(),
  /** A file in `src/media`; see `mediaPath`. */
  media: z.string(),
  type: z.enum(['IMAGE', 'VIDEO']),
  mimeType: z.enum(['image/jpeg', 'image/png', 'video/mp4']),
  /** Pixels. */
  width: z.number(),
  height: z.number(),
  /** Milliseconds; videos only. */
  duration: z.number().optional(),
  owner: z.string(),
  /** When the shutter opened, UTC. */
  capturedAt: instant,
  /** The same moment on the wall clock there, written with a false `Z` as Immich does. */
  localDateTime: instant,
  timeZone: z.string(),
  modifiedAt: instant,
  uploadedAt: instant,
  city: z.string(),
  country: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  favourite: z.boolean(),
  description: z.string(),
});

const albumSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  owner: z.string(),
  /** Users who see the album beside its owner. */
  sharedWith: z.array(z.string()).readonly(),
  createdAt: instant,
  updatedAt: instant,
  /** Ids of its assets. */
  members: z.array(z.string()).readonly(),
});

const librarySchema = z.object({
  users: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })).readonly(),
  assets: z.array(assetSchema).readonly(),
  albums: z.array(albumSchema).readonly(),
});

/** A picture or video of the demo library. */
export type DemoAsset = Readonly<z.infer<typeof assetSchema>>;
/** An album of the demo library. */
export type DemoAlbum = Readonly<z.infer<typeof albumSchema>>;

/** The demo library: `me` is the user whose library is shown, other users share albums with them. */
export interface DemoLibrary {
  readonly users: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  readonly assets: readonly DemoAsset[];
  readonly albums: readonly DemoAlbum[];
}

/** What `library.json` says, checked. */
export const demoLibrary: DemoLibrary = librarySchema.parse(
  JSON.parse(readFileSync(new URL('./library.json', import.meta.url), 'utf8')),
);
