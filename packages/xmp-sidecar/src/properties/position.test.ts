import { expect, it } from 'vitest';
import { positionOf } from './position.ts';

it.each([
  [52.5, 13.25, '52,30.0000N', '13,15.0000E'],
  [-33.8688, -151.2093, '33,52.1280S', '151,12.5580W'],
  [0, 0, '0,0.0000N', '0,0.0000E'],
  [90, -180, '90,0.0000N', '180,0.0000W'],
  [9.999_999_9, 59.999_999_9, '10,0.0000N', '60,0.0000E'],
])('writes %d, %d in degrees and minutes', (latitude, longitude, north, east) =>
  expect(positionOf(latitude, longitude)).toEqual({ latitude: north, longitude: east }),
);

it.each([
  [undefined, 13],
  [52, undefined],
  [90.1, 13],
  [52, -180.1],
  [Number.NaN, 13],
  [52, Number.POSITIVE_INFINITY],
])('knows no place at %s, %s', (latitude, longitude) => expect(positionOf(latitude, longitude)).toBeUndefined());
