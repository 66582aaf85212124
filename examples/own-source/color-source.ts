import {
  type Asset,
  type AssetGroup,
  type AssetSource,
  LibraryError,
  type Rendition,
  type SourceKind,
} from '@immich-webdav/core';

/** The library: each color, its album, its tag and the month of its picture. */
const colors: readonly Readonly<Record<'name' | 'album' | 'tag' | 'month', string>>[] = [
  { name: 'crimson', album: 'Warm', tag: 'Red', month: '2026-01' },
  { name: 'tomato', album: 'Warm', tag: 'Red', month: '2026-02' },
  { name: 'gold', album: 'Warm', tag: 'Yellow', month: '2026-02' },
  { name: 'teal', album: 'Cool', tag: 'Green', month: '2026-02' },
];
const groupKinds = ['album', 'month', 'tag'] as const satisfies readonly SourceKind[];
const edges: { readonly [Name in Rendition]?: number } = { original: 1000, thumbnail: 100 };

function draw(color: string, rendition: Rendition): Uint8Array {
  const edge = edges[rendition];
  if (!colors.some(({ name }) => name === color) || edge === undefined)
    throw new LibraryError('not-found', `The library has no ${rendition} of ${color}.`);
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" style="background:${color}"/>`,
  );
}

function toAsset({ name, month }: (typeof colors)[number]): Asset {
  const taken = Date.parse(`${month}-15T12:00:00Z`);
  const times = { capturedAt: taken, modifiedAt: taken, uploadedAt: taken };
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

const membersOf = ({ kind, name }: Pick<AssetGroup, 'kind' | 'name'>) =>
  colors.filter((color) => groupKinds.some((one) => one === kind && color[one] === name));

function toGroup(kind: (typeof groupKinds)[number], name: string): AssetGroup {
  const id = kind === 'month' ? name : `${kind}-${name}`;
  return { kind, id, name, revision: '1', assetCount: membersOf({ kind, name }).length, createdAt: 0, modifiedAt: 0 };
}

/** A library of plain colors, drawn when they are opened. */
export const colorSource: AssetSource = {
  groupKinds,
  async listGroups(kind, { signal } = {}) {
    refuseAborted(signal);
    const own = groupKinds.filter((one) => one === kind);
    return own.flatMap((one) => [...new Set(colors.map((color) => color[one]))].map((name) => toGroup(one, name)));
  },
  async *listAssets({ group }, { signal } = {}) {
    refuseAborted(signal);
    const members = membersOf(group);
    if (members.length === 0) throw new LibraryError('not-found', `The library has no ${group.kind} ${group.name}.`);
    yield members.map(toAsset);
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
