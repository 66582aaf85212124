import { expect, it } from 'vitest';
import type { Camera } from '../ports/asset.ts';
import { cameras } from './cameras.ts';
import { todayAt } from './day.ts';

const groupsOf = (camera: Camera) =>
  cameras.groupsOf(
    {
      id: 'a',
      fileName: 'a.jpg',
      type: 'image',
      mediaType: 'image/jpeg',
      revision: '1',
      capturedAt: 0,
      modifiedAt: 0,
      uploadedAt: 0,
      camera,
    },
    todayAt(0),
  );

it.each([
  ['Canon', 'Canon EOS R5', 'Canon EOS R5'],
  ['NIKON CORPORATION', 'NIKON D750', 'NIKON D750'],
  ['RICOH IMAGING COMPANY, LTD.', 'PENTAX K-3', 'RICOH IMAGING COMPANY, LTD. PENTAX K-3'],
  ['EASTMAN KODAK COMPANY', 'KODAK Z740', 'KODAK Z740'],
  ['LG Electronics', 'LG-H870', 'LG-H870'],
  ['Apple', 'iPhone 15', 'Apple iPhone 15'],
  ['OLYMPUS', '', 'OLYMPUS'],
  ['', 'E-M10', 'E-M10'],
  ['?', '*', '? *'],
  ['Made', '-1', 'Made -1'],
])('of %j and %j makes %j', (make, model, expected) => expect(groupsOf({ make, model })).toEqual([[expected]]));
