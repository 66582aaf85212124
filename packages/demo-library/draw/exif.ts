import type { DemoAsset } from '../src/demo-library.ts';
import type { ExifTags } from './renderer.ts';

/** `2024-07-14T10:30:00.000Z` as EXIF writes it: `2024:07:14 10:30:00`. */
const exifTime = (iso: string): string => iso.slice(0, 19).replaceAll('-', ':').replace('T', ' ');

/** Degrees, minutes and seconds as EXIF rationals. */
function degrees(value: number): string {
  const seconds = Math.round(Math.abs(value) * 3_600_00);
  return `${Math.floor(seconds / 3_600_00)}/1 ${Math.floor(seconds / 60_00) % 60}/1 ${seconds % 60_00}/100`;
}

/** The distance between local time and UTC as `+02:00`. */
function offset(asset: DemoAsset): string {
  const minutes = (Date.parse(asset.localDateTime) - Date.parse(asset.capturedAt)) / 60_000;
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

/** Camera, time and place of `asset` as EXIF tags. */
export const exifTags = (asset: DemoAsset): ExifTags => ({
  IFD0: {
    Make: 'Immich WebDAV Demo',
    Model: 'Immich WebDAV Demo',
    DateTime: exifTime(asset.localDateTime),
    Software: 'make-library',
  },
  IFD2: { DateTimeOriginal: exifTime(asset.localDateTime), OffsetTimeOriginal: offset(asset) },
  IFD3: {
    GPSLatitudeRef: asset.latitude < 0 ? 'S' : 'N',
    GPSLatitude: degrees(asset.latitude),
    GPSLongitudeRef: asset.longitude < 0 ? 'W' : 'E',
    GPSLongitude: degrees(asset.longitude),
  },
});
