import { type Asset, type AssetGroup, type AssetSource, LibraryError } from '@immich-webdav/core';

/** The colours that CSS has names for are many; these make the point. */
const palettes: Readonly<Record<string, readonly string[]>> = {
  Warm: ['crimson', 'gold', 'tomato'],
  Cool: ['navy', 'teal'],
};
const epoch = Date.UTC(2026, 0, 1);

const picture = (colour: string): Uint8Array =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="${colour}"/></svg>`);

const toGroup = ([name, colours]: [string, readonly string[]]): AssetGroup => ({
  kind: 'album',
  id: name,
  name,
  // Nothing here ever changes; a real source gives what its library says, such as a time of the last change.
  revision: '1',
  assetCount: colours.length,
  createdAt: epoch,
  modifiedAt: epoch,
});

const toAsset = (colour: string): Asset => ({
  id: colour,
  fileName: `${colour}.svg`,
  type: 'image',
  mediaType: 'image/svg+xml',
  size: picture(colour).length,
  revision: '1',
  capturedAt: epoch,
  modifiedAt: epoch,
  uploadedAt: epoch,
});

/** A library of plain colours, painted when they are opened. */
export const colourSource: AssetSource = {
  groupKinds: ['album'],
  listGroups: async () => Object.entries(palettes).map(toGroup),
  async *listAssets({ group }) {
    const colours = palettes[group.id];
    if (!colours) throw new LibraryError('not-found', 'There is no such palette.');
    yield colours.map(toAsset);
  },
  async open({ id }, _rendition, { range, signal } = {}) {
    if (signal?.aborted) throw new LibraryError('unavailable', 'The request was given up.');
    if (!Object.values(palettes).flat().includes(id)) throw new LibraryError('not-found', 'There is no such colour.');
    const whole = picture(id);
    if (!range) return { body: chunks(whole), size: whole.length };
    if (range.first >= whole.length) throw new LibraryError('range-not-satisfiable', 'The range begins past the end.');
    const sent = { first: range.first, last: Math.min(range.last, whole.length - 1) };
    return { body: chunks(whole.subarray(sent.first, sent.last + 1)), size: whole.length, range: sent };
  },
};

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
