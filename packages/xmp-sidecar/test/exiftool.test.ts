import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SidecarData } from '@immich-webdav/core';
import { describe, expect, it } from 'vitest';
import { writeSidecar } from '../src/index.ts';
import { metadataOf, richMetadata } from './metadata.ts';

const isInstalled = spawnSync('exiftool', ['-ver']).status === 0;

/** What exiftool reads from a sidecar on disk: numbers as numbers, names with their namespace. */
function exiftool(metadata: SidecarData, ...options: readonly string[]): Record<string, unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'sidecar-'));
  try {
    const file = join(folder, 'IMG_1.xmp');
    writeFileSync(file, writeSidecar(metadata));
    const [read] = JSON.parse(execFileSync('exiftool', ['-json', '-n', '-G1', ...options, file], { encoding: 'utf8' }));
    return read;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!isInstalled)(isInstalled ? 'exiftool' : 'exiftool (skipped: it is not installed)', () => {
  it('reads everything', () => {
    expect(exiftool(richMetadata, '-XMP:all')).toMatchObject({
      'XMP-dc:Description': richMetadata.asset.description,
      'XMP-dc:Subject': ['Anna', 'Rome', 'Sea', 'Zoë'],
      'XMP-digiKam:TagsList': ['Sea', 'Trips/2024/Rome'],
      'XMP-lr:HierarchicalSubject': ['Sea', 'Trips|2024|Rome'],
      'XMP-iptcExt:PersonInImage': ['Anna', 'Zoë'],
      'XMP-xmp:Rating': 4,
      'XMP-xmp:CreateDate': '2024:05:01 12:30:00+02:00',
      'XMP-exif:DateTimeOriginal': '2024:05:01 12:30:00+02:00',
      'XMP-photoshop:DateCreated': '2024:05:01 12:30:00+02:00',
      'XMP-exif:GPSVersionID': '2.3.0.0',
      'XMP-exif:GPSLatitude': 41.9,
      'XMP-exif:GPSLongitude': expect.closeTo(-12.5042, 6),
      'XMP-photoshop:City': 'Roma',
      'XMP-photoshop:State': 'Lazio',
      'XMP-photoshop:Country': 'Italia',
    });
  });

  it('finds no fault', () => {
    expect(exiftool(richMetadata, '-validate', '-warning', '-error')).toEqual({
      SourceFile: expect.any(String),
      'ExifTool:Validate': '0 0 0',
    });
  });

  it('reads hostile texts', () => {
    const description = `]]> "quoted" 'so' </rdf:li> &amp; \u202Eright to left\u202C 👩‍👩‍👧`;
    const read = exiftool(metadataOf({ description: `\u0000${description}\uD800` }, { people: ['<Anna> & "B"'] }));
    expect(read).toMatchObject({ 'XMP-dc:Description': description, 'XMP-iptcExt:PersonInImage': '<Anna> & "B"' });
  });

  it('finds only dates where nothing else is known', () => {
    expect(Object.keys(exiftool(metadataOf(), '-XMP:all')).toSorted()).toEqual([
      'SourceFile',
      'XMP-exif:DateTimeOriginal',
      'XMP-photoshop:DateCreated',
      'XMP-xmp:CreateDate',
    ]);
  });
});
