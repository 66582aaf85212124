import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extensionOf, withExtension } from './extension-of.ts';

describe('the extension of a media type', () => {
  it.each([
    ['image/jpeg', '.jpg'],
    ['image/heic', '.heic'],
    ['IMAGE/PNG', '.png'],
    ['image/webp', '.webp'],
    ['image/svg+xml', '.svg'],
    ['image/cr2', '.cr2'],
    ['image/x-canon-cr2', '.cr2'],
    ['image/x-adobe-dng', '.dng'],
    ['video/mp4; codecs="avc1"', '.mp4'],
    ['video/quicktime', '.mov'],
    ['video/3gpp', '.3gp'],
    ['video/x-m4v', '.m4v'],
    ['video/x-ms-wmv', '.wmv'],
    ['video/mp2t', '.ts'],
  ])('%s is %s', (mediaType, extension) => {
    expect(extensionOf(mediaType)).toBe(extension);
  });

  it.each(['application/octet-stream', 'image/vnd.adobe.photoshop', 'text/html', 'image/../x', 'image/', ''])(
    '%j has none',
    (mediaType) => {
      expect(extensionOf(mediaType)).toBeUndefined();
    },
  );
});

describe('a file name', () => {
  it.each([
    ['IMG_0001', 'image/heic', 'IMG_0001.heic'],
    ['IMG_0001.', 'image/heic', 'IMG_0001.heic'],
    ['IMG_0001.JPG', 'image/jpeg', 'IMG_0001.JPG'],
    ['IMG_0001.dng', 'image/jpeg', 'IMG_0001.dng'],
    ['Screenshot at 10.30.15', 'image/png', 'Screenshot at 10.30.15.png'],
    ['Dr. Smith', 'image/jpeg', 'Dr. Smith.jpg'],
    ['clip.mp4 ', 'video/mp4', 'clip.mp4 '],
    ['PXL_1.MP', 'image/jpeg', 'PXL_1.MP'],
    ['.hidden', 'image/jpeg', '.hidden.jpg'],
    ['.JPG', 'image/jpeg', '.JPG'],
    ['', 'image/jpeg', 'unnamed.jpg'],
    ['..', 'video/mp4', 'unnamed.mp4'],
    ['data', 'application/octet-stream', 'data'],
  ])('%j of %s is %j', (fileName, mediaType, expected) => {
    expect(withExtension(fileName, mediaType)).toBe(expected);
  });

  it('never gets a second one', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('image/jpeg', 'video/mp4', 'image/heic'), (fileName, mediaType) => {
        const once = withExtension(fileName, mediaType);
        expect(withExtension(once, mediaType)).toBe(once);
        expect(once === fileName || once.endsWith(String(extensionOf(mediaType)))).toBe(true);
      }),
    );
  });
});
