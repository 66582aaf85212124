import { describe, expect, test } from 'vitest';
import { library } from '../src/index.ts';
import { jpegWith } from './jpeg.ts';
import { start } from './start.ts';

const empty = library().user('admin');

/** The same in the three forms that programs begin a sidecar with. */
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmp:Rating="4"
  exif:GPSLatitude="48,6.0N" exif:DateTimeOriginal="2020-02-03T04:05:06+01:00">
  <exif:GPSLongitude>11,30.0W</exif:GPSLongitude>
  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">in the sidecar</rdf:li></rdf:Alt></dc:description>
  <digiKam:TagsList><rdf:Seq><rdf:li>Rec/One</rdf:li><rdf:li>Two</rdf:li></rdf:Seq></digiKam:TagsList>
 </rdf:Description></rdf:RDF></x:xmpmeta>`;

interface Shown {
  readonly width: number;
  readonly height: number;
  readonly fileCreatedAt: string;
  readonly localDateTime: string;
  readonly exifInfo: Readonly<Record<string, unknown>>;
  readonly tags: readonly { readonly value: string }[];
}

const picture = jpegWith({
  width: 640,
  height: 480,
  orientation: 6,
  description: 'in the file',
  dateTimeOriginal: '2019:02:02 10:01:30',
  offset: '+01:00',
});

const FROM_SIDECAR = {
  fileCreatedAt: '2020-02-03T03:05:06.000Z',
  localDateTime: '2020-02-03T04:05:06.000Z',
  exifInfo: { description: 'in the sidecar', rating: 4, latitude: 48.1, longitude: -11.5, timeZone: 'UTC+1' },
  tags: [{ value: 'Rec/One' }, { value: 'Two' }],
};

describe('of an upload', () => {
  test('size, date and description are read from the picture', async () => {
    const { read, upload } = await start({ library: empty });
    const { id } = await upload({ bytes: Uint8Array.from(picture) });
    expect(await read<Shown>(`/assets/${id}`)).toMatchObject({
      width: 480,
      height: 640,
      fileCreatedAt: '2019-02-02T09:01:30.000Z',
      localDateTime: '2019-02-02T10:01:30.000Z',
      exifInfo: { description: 'in the file', rating: null, timeZone: 'UTC+1' },
    });
  });

  test('a date without an offset is that of a clock', async () => {
    const { read, upload } = await start({ library: empty });
    const bytes = Uint8Array.from(jpegWith({ width: 2, height: 1, dateTimeOriginal: '2019:02:02 10:01:30' }));
    const { id } = await upload({ bytes });
    expect(await read<Shown>(`/assets/${id}`)).toMatchObject({
      fileCreatedAt: '2019-02-02T10:01:30.000Z',
      localDateTime: '2019-02-02T10:01:30.000Z',
      exifInfo: { timeZone: null },
    });
  });

  test.each([
    ['an XML declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${XMP}`],
    ['a packet', `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>${XMP}<?xpacket end="w"?>`],
    ['its first element', XMP],
  ])('a sidecar that begins with %s wins over the picture', async (_, sidecar) => {
    const { read, upload } = await start({ library: empty });
    const { id } = await upload({ bytes: Uint8Array.from(picture), sidecar });
    const asset = await read<Shown>(`/assets/${id}`);
    expect({ ...asset, tags: asset.tags.toSorted((a, b) => a.value.localeCompare(b.value)) }).toMatchObject(
      FROM_SIDECAR,
    );
    expect(asset).toMatchObject({ width: 480 });
  });

  test.each(['', 'no XML', '<x:xmpmeta><unclosed>'])('a broken sidecar (%j) says nothing', async (sidecar) => {
    const { read, upload } = await start({ library: empty });
    const { id, httpStatus } = await upload({ bytes: Uint8Array.from(picture), sidecar });
    expect(httpStatus).toBe(201);
    expect(await read<Shown>(`/assets/${id}`)).toMatchObject({ exifInfo: { description: 'in the file' }, tags: [] });
  });

  test('a copy carries the sidecar over, and leaves what the file says', async () => {
    const { ask, read, upload } = await start({ library: empty });
    const { id: sourceId } = await upload({ bytes: Uint8Array.from(picture), sidecar: XMP });
    const other = jpegWith({ width: 1, height: 1, description: 'edited', dateTimeOriginal: '2018:01:01 00:00:00' });
    const { id: targetId } = await upload({ bytes: Uint8Array.from(other) });
    expect((await ask('/assets/copy', { method: 'PUT', json: { sourceId, targetId } })).status).toBe(204);
    expect(await read<Shown>(`/assets/${targetId}`)).toMatchObject({
      ...FROM_SIDECAR,
      tags: expect.any(Array),
      width: 1,
    });
    const { id: plainId } = await upload({ bytes: Uint8Array.from(Buffer.concat([picture, Buffer.from('x')])) });
    const { id: lastId } = await upload({ bytes: Uint8Array.from(Buffer.concat([other, Buffer.from('x')])) });
    await ask('/assets/copy', { method: 'PUT', json: { sourceId: plainId, targetId: lastId } });
    expect(await read<Shown>(`/assets/${lastId}`)).toMatchObject({
      fileCreatedAt: '2018-01-01T00:00:00.000Z',
      exifInfo: { description: 'edited' },
    });
  });
});
