import type { SidecarData } from '@immich-webdav/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSidecar } from '../src/index.ts';
import { anyMetadata, metadataOf } from './metadata.ts';
import { names } from './names.ts';
import { type Read, readPacket } from './read-packet.ts';

const isInXml = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code < 0xd800) ||
  (code >= 0xe000 && code < 0xfffe) ||
  code >= 0x10000;

/** What is left of a text: the same rule as the code's, told the long way. */
const kept = (text = ''): string =>
  Array.from(text)
    .filter((character) => isInXml(character.codePointAt(0) ?? 0))
    .join('')
    .split('\r\n')
    .join('\n')
    .split('\r')
    .join('\n');

const isThere = (text: string): boolean => text.trim() !== '';
const one = (text?: string): string[] => [kept(text)].filter(isThere);
const sorted = (texts: readonly string[]): string[] => [...new Set(texts.map(kept).filter(isThere))].sort();
/** Tags that no other one is within. */
function innermost({ tags }: SidecarData): string[][] {
  const known = tags.map((tag) => tag.filter((name) => isThere(kept(name))));
  const isWithin = (tag: string[], parent: string[]): boolean =>
    tag.length > parent.length && parent.every((name, depth) => tag[depth] === name);
  return known.filter((tag) => !known.some((other) => isWithin(other, tag)));
}
const paths = (metadata: SidecarData, separator: string, instead: string): string[] =>
  sorted(innermost(metadata).map((tag) => tag.map((name) => name.split(separator).join(instead)).join(separator)));

/** Signed degrees of `52,30.0000N`. */
function degreesOf(text = ''): number {
  const [, degrees, minutes, side = ''] = /^(\d{1,3}),(\d{1,2}\.\d{4})([NSEW])$/.exec(text) ?? [];
  expect(Number(minutes), text).toBeLessThan(60);
  return (Number(degrees) + Number(minutes) / 60) * ('SW'.includes(side) ? -1 : 1);
}

const each = (test: (metadata: SidecarData, read: Read) => void): void =>
  fc.assert(
    fc.property(anyMetadata, (metadata) => {
      test(metadata, readPacket(writeSidecar(metadata)));
    }),
    { numRuns: 500 },
  );

describe('any metadata, read back', () => {
  it('have the texts that were given', () => {
    each(({ asset }, read) => {
      expect(read[names.description] ?? []).toEqual(one(asset.description));
      expect(read[names.city] ?? []).toEqual(one(asset.place?.city));
      expect(read[names.state] ?? []).toEqual(one(asset.place?.state));
      expect(read[names.country] ?? []).toEqual(one(asset.place?.country));
      expect(read[names.rating]?.map(Number)).toEqual(asset.rating === undefined ? undefined : [asset.rating]);
    });
  });

  it('have the same people and tags', () => {
    each((metadata, read) => {
      const own = innermost(metadata).map((tag) => tag.at(-1) ?? '');
      expect(read[names.personInImage] ?? []).toEqual(sorted(metadata.people));
      expect(read[names.subject] ?? []).toEqual(sorted([...own, ...metadata.people]));
      expect(read[names.tagsList] ?? []).toEqual(paths(metadata, '/', '|'));
      expect(read[names.hierarchicalSubject] ?? []).toEqual(paths(metadata, '|', '/'));
    });
  });

  it('have the same position within 0.1 m of latitude, or none', () => {
    each(({ asset: { place } }, read) => {
      const isKnown = place?.latitude !== undefined && place.longitude !== undefined;
      for (const name of [names.gpsVersion, names.latitude, names.longitude]) expect(name in read).toBe(isKnown);
      if (!isKnown) return;
      expect(Math.abs(degreesOf(read[names.latitude]?.[0]) - Number(place.latitude))).toBeLessThan(9e-7);
      expect(Math.abs(degreesOf(read[names.longitude]?.[0]) - Number(place.longitude))).toBeLessThan(9e-7);
    });
  });

  it('have the same moment on the same clock', () => {
    each(({ asset }, read) => {
      const [date = ''] = read[names.createDate] ?? [];
      const [, clock, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?)([+-]\d\d:\d\d)?$/.exec(date) ?? [];
      expect(Date.parse(`${clock}Z`)).toBe(asset.capturedLocally ?? asset.capturedAt);
      expect(offset === undefined).toBe(asset.capturedLocally === undefined);
      if (offset) expect(Date.parse(date)).toBe(asset.capturedAt);
      expect(read[names.dateTimeOriginal]).toEqual([date]);
      expect(read[names.dateCreated]).toEqual([date]);
    });
  });

  it('say nothing more', () => {
    const all = new Set<string>(Object.values(names));
    each((_, read) => expect(Object.keys(read).filter((name) => !all.has(name))).toEqual([]));
  });
});

describe('the bytes', () => {
  it('are the same for the same metadata, in whatever order people and tags come', () => {
    fc.assert(
      fc.property(anyMetadata, (metadata) => {
        const reversed = { ...metadata, people: metadata.people.toReversed(), tags: metadata.tags.toReversed() };
        expect(writeSidecar(reversed)).toEqual(writeSidecar(structuredClone(metadata)));
      }),
    );
  });

  it('do not tell of what is not metadata', () => {
    const other = metadataOf({
      id: 'b',
      revision: '2',
      fileName: 'x.jpg',
      modifiedAt: 5,
      uploadedAt: 6,
      isFavorite: true,
    });
    expect(writeSidecar(other)).toEqual(writeSidecar(metadataOf()));
  });

  it('begin and end as a packet does', () => {
    const text = new TextDecoder().decode(writeSidecar(metadataOf()));
    expect(text).toMatch(/^<\?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"\?>\n<x:xmpmeta /);
    expect(text).toMatch(/<\/x:xmpmeta>\n<\?xpacket end="w"\?>\n$/);
  });
});
