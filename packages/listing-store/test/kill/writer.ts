import { createListingStore } from '../../src/create-listing-store.ts';
import { entryOf } from '../listings.ts';
import { groupIds, numbered } from './numbered.ts';

/** Writes listings until it is killed, and prints each one that was written: `<group> <version>`. */
const [folder = '', first = '1'] = process.argv.slice(2);
const onWarning = (warning: string): void => void process.stdout.write(`warning ${warning}\n`);
const store = await createListingStore({ folder, identity: 'writer', memoryBytes: 1e6, onWarning });
if (!(await store.catalog.readEntries())) await store.catalog.writeEntries(groupIds.map((id) => entryOf(id)));

for (let version = Number(first); ; version++) {
  const id = groupIds[version % groupIds.length] ?? '';
  const listing = numbered(version);
  await store.catalog.writeListing(entryOf(id, listing), listing);
  process.stdout.write(`${id} ${version}\n`);
  if (version % 4 === 0) await store.catalog.writeEntries(((await store.catalog.readEntries()) ?? []).toReversed());
}
