import { type Asset, type AssetSource, LibraryError, type Month, monthsOf, type Rendition } from '@immich-webdav/core';

/** The library: each color, its album, its tag and the day of its picture. */
const colors = [
  { name: 'crimson', album: 'Warm', tag: 'Red', taken: '2026-01-31' },
  { name: 'tomato', album: 'Warm', tag: 'Red', taken: '2026-02-01' },
  { name: 'gold', album: 'Warm', tag: 'Yellow', taken: '2026-02-02' },
  { name: 'teal', album: 'Cool', tag: 'Green', taken: '2026-02-14' },
] as const;
const edges: { readonly [Name in Rendition]?: number } = { original: 1000, thumbnail: 100 };

function draw(color: string, rendition: Rendition): Uint8Array {
  const edge = edges[rendition];
  if (!colors.some(({ name }) => name === color) || edge === undefined)
    throw new LibraryError('not-found', `The library has no ${rendition} of ${color}.`);
  const style = `width="${edge}" height="${edge}" style="background:${color}"`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${style}/>`);
}

function toAsset({ name, taken }: (typeof colors)[number]): Asset {
  const at = Date.parse(taken);
  const times = { capturedAt: at, modifiedAt: at, uploadedAt: at };
  const size = draw(name, 'original').length;
  // Nothing changes here; a real source returns what its library has, such as a checksum.
  return {
    id: name,
    fileName: `${name}.svg`,
    type: 'image',
    mediaType: 'image/svg+xml',
    size,
    revision: '1',
    ...times,
  };
}

/** Groups the colors by album or tag. */
const groupsOf = (kind: 'album' | 'tag'): readonly Month[] =>
  [...new Set(colors.map((color) => color[kind]))].map((name) => {
    const assets = colors.filter((color) => color[kind] === name).map(toAsset);
    const times = { createdAt: 0, modifiedAt: 0 };
    return { group: { kind, id: `${kind}-${name}`, name, revision: '1', assetCount: assets.length, ...times }, assets };
  });
const groups = [...groupsOf('album'), ...groupsOf('tag'), ...monthsOf(colors.map(toAsset))];

/** A library of plain colors, drawn when they are opened. */
export const colorSource: AssetSource = {
  groupKinds: ['album', 'tag', 'month'],
  async listGroups(kind, { signal } = {}) {
    refuseAborted(signal);
    return groups.map(({ group }) => group).filter((group) => group.kind === kind);
  },
  async *listAssets({ group: { kind, id } }, { signal } = {}) {
    refuseAborted(signal);
    const found = groups.find(({ group }) => group.kind === kind && group.id === id);
    if (!found) throw new LibraryError('not-found', `The library has no ${kind} ${id}.`);
    yield found.assets;
  },
  renditions: {
    async describe({ id }, rendition, { signal } = {}) {
      refuseAborted(signal);
      return { size: draw(id, rendition).length, mediaType: 'image/svg+xml', tag: `${id}-${rendition}` };
    },
  },
  async open({ id }, rendition, { range, signal } = {}) {
    refuseAborted(signal);
    const whole = draw(id, rendition);
    const { length: size } = whole;
    const content = { size, mediaType: 'image/svg+xml', tag: `${id}-${rendition}` };
    if (!range) return { ...content, body: chunks(whole) };
    if (range.first >= size)
      throw new LibraryError('range-not-satisfiable', 'The range begins past the end.', { size });
    const sent = { first: range.first, last: Math.min(range.last, size - 1) };
    return { ...content, body: chunks(whole.subarray(sent.first, sent.last + 1)), range: sent };
  },
};

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new LibraryError('unavailable', 'The request was aborted.');
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
