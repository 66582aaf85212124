import { expect, it } from 'vitest';
import { innermost, tagNames, tagPaths } from './tags.ts';

const tags = [['Sea'], ['Trips', '2024', 'Rome'], ['Sea'], ['AC/DC', 'a|b'], ['Trips', ' ', '\0'], []];

it("writes paths as digiKam does, each once, with no level that a name's own slash makes", () =>
  expect(tagPaths(tags, 'digiKam')).toEqual(['AC|DC/a|b', 'Sea', 'Trips', 'Trips/2024/Rome']));

it("writes paths as Lightroom does, each once, with no level that a name's own bar makes", () =>
  expect(tagPaths(tags, 'lightroom')).toEqual(['AC/DC|a/b', 'Sea', 'Trips', 'Trips|2024|Rome']));

it('leaves the parents out of names', () =>
  expect(tagNames([['Trips', '2024', 'Rome'], ['Sea']])).toEqual(['Rome', 'Sea']));

it('leaves out what others are within', () =>
  expect(
    innermost([['Trips'], ['Trips', '2024'], ['Trips', '2024', 'Rome'], ['Trip'], ['Trips', ' '], ['Rome'], []]),
  ).toEqual([['Trips', '2024', 'Rome'], ['Trip'], ['Rome']]));
