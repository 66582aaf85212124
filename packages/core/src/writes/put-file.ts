import { LibraryError } from '../errors/library-error.ts';
import type { Asset } from '../ports/asset.ts';
import type { Uploaded } from '../ports/asset-writer.ts';
import type { CatalogEntry } from '../ports/listing.ts';
import type { RequestOptions } from '../ports/request-options.ts';
import type { FileResource } from '../ports/resource.ts';
import type { NewContent } from '../ports/tree-writer.ts';
import { addToListing, requireFree } from './add-to-listing.ts';
import { requireAnnounced } from './check-content.ts';
import { requireLegal, requireTaken } from './file-name.ts';
import { freePlace, notHere, type WriterParts } from './writer-parts.ts';

/** Uploads a file, adds it to the album whose collection it is put into, and shows it there. */
export async function putFile(
  parts: WriterParts,
  path: readonly string[],
  content: NewContent,
  options: RequestOptions,
): Promise<FileResource> {
  const { tree, writer, listings } = parts;
  const name = requireLegal(path.at(-1) ?? '');
  const { entry } = await freePlace(parts, path);
  if (!entry || entry.group.owner !== undefined) throw notHere();
  await requireRoom(parts, entry, name);
  requireTaken(name, await writer.rules(options));
  const { asset, isTrashed } = await upload(parts, name, content, options);
  if (isTrashed) await writer.restore([asset.id], options);
  else requireFree(await listings.get(entry), name, asset);
  await writer.albums.add(entry.group.id, [asset.id], options);
  await show(parts, entry, name, asset);
  const made = await tree.resolve(path);
  if (made?.kind === 'file') return made;
  throw new LibraryError('unavailable', 'The file was uploaded, and is not shown yet; look again in a moment.');
}

async function requireRoom({ listings, splitAt }: WriterParts, entry: CatalogEntry, name: string): Promise<void> {
  const listing = await listings.get(entry);
  requireFree(listing, name);
  if (listing.count < splitAt) return;
  throw new LibraryError('forbidden', 'This folder is divided into days, because it has many files; use another one.');
}

/** Stages, verifies and uploads a body. Nothing is left of one that is not as announced. */
async function upload(
  { staging, writer, clock }: WriterParts,
  fileName: string,
  content: NewContent,
  options: RequestOptions,
): Promise<Uploaded> {
  const received = await staging.receive(content.body, content.size);
  try {
    requireAnnounced(content, received);
    const { size, sha1 } = received;
    const modifiedAt = content.modifiedAt ?? clock.now();
    return await writer.upload({ fileName, size, sha1, modifiedAt, open: () => received.open() }, options);
  } finally {
    await received.discard();
  }
}

async function show(
  { listings, clock, onChange }: WriterParts,
  entry: CatalogEntry,
  name: string,
  asset: Asset,
): Promise<void> {
  await listings.get(entry);
  await listings.correct(entry.group, (stored) => addToListing(stored, name, asset, clock));
  onChange();
}
