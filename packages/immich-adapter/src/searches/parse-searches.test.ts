import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSearches } from './parse-searches.ts';

const one = (query: string) => parseSearches(`A=${query}`);

test('searches are separated by semicolons, names keep their spaces', () => {
  expect(parseSearches(' Beach = smart:beach at sunset ; Big videos=type:VIDEO size>500MB; ')).toEqual({
    searches: [
      { name: 'Beach', query: { smart: 'beach at sunset' } },
      { name: 'Big videos', query: { terms: { type: 'VIDEO', sizeAbove: 500_000_000 } } },
    ],
    problems: [],
  });
});

test.each(['', ' ', ';', ' ; ;'])('%j has no search and nothing wrong', (text) => {
  expect(parseSearches(text)).toEqual({ searches: [], problems: [] });
});

describe('terms', () => {
  test.each([
    ['type:image', { type: 'IMAGE' }],
    ['Type:Video', { type: 'VIDEO' }],
    ['city:Rome', { city: 'Rome' }],
    ['city:"New York; NY = USA"', { city: 'New York; NY = USA' }],
    ['state:Lazio country:Italy', { state: 'Lazio', country: 'Italy' }],
    ['make:Canon model:"EOS R5" lens:RF24-70', { make: 'Canon', model: 'EOS R5', lensModel: 'RF24-70' }],
    ['favorite:true', { isFavorite: true }],
    ['favorite:false', { isFavorite: false }],
    ['rating:5', { rating: 5 }],
    [
      'name:IMG_ path:/mnt/a=b description:http://x',
      { originalFileName: 'IMG_', originalPath: '/mnt/a=b', description: 'http://x' },
    ],
    ['after:2024', { takenFrom: Date.UTC(2024, 0, 1) }],
    ['before:2024-03', { takenBefore: Date.UTC(2024, 2, 1) }],
    ['after:2024-02-29', { takenFrom: Date.UTC(2024, 1, 29) }],
    ['size>1.5GB size<2GB', { sizeAbove: 1_500_000_000, sizeBelow: 2_000_000_000 }],
    ['size<500kb', { sizeBelow: 500_000 }],
  ])('%s', (query, terms) => {
    expect(one(query)).toEqual({ searches: [{ name: 'A', query: { terms } }], problems: [] });
  });
});

describe('what is wrong', () => {
  test.each([
    ['A', 'Search "A": it has to be written as name=query.'],
    ['=type:image', 'Search "": it needs a name before the =.'],
    ['A=', 'Search "A": it needs something to search for.'],
    ['A=beach', expect.stringMatching(/^Search "A": beach is no term; there are type: .*size<\.$/)],
    ['A=constructor:x', expect.stringContaining('is no term')],
    ['A=size:5MB', expect.stringContaining('size:5MB is no term')],
    ['A=type:', expect.stringContaining('type: is no term')],
    ['A=type:raw', 'Search "A": type: has to be followed by image or video.'],
    ['A=city:""', expect.stringContaining('city: has to be followed by some text')],
    ['A=rating:6', expect.stringContaining('rating: has to be followed by a number from 1 to 5')],
    ['A=after:2024-02-31', expect.stringContaining('after: has to be followed by a date')],
    ['A=before:yesterday', expect.stringContaining('before: has to be followed by a date')],
    ['A=size>5', expect.stringContaining('size> has to be followed by a size')],
    ['A=city:Rome city:Paris', 'Search "A": city: is there twice.'],
    ['A=smart:', 'Search "A": smart: has to be followed by what is on the picture.'],
    ['A=smart:""', 'Search "A": smart: has to be followed by what is on the picture.'],
    ['A=city:"Rome', 'A quotation mark is missing.'],
    ['A=type:image;A=type:video', 'Search "A": there is another one of that name.'],
  ])('%s', (text, problem) => {
    expect(parseSearches(text).problems).toEqual([problem]);
  });

  test('each problem is told, and the other searches are kept', () => {
    const { searches, problems } = parseSearches('A=rating:9 type:x; B=type:image');
    expect(searches.map(({ name }) => name)).toEqual(['B']);
    expect(problems).toHaveLength(2);
  });
});

test('words of a smart search may hold anything between quotes', () => {
  expect(one('smart:"a; b=c"').searches).toEqual([{ name: 'A', query: { smart: 'a; b=c' } }]);
});

test('any text is either understood or complained of', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ':', '=', ';', '"', ' ', '>', 'type:', 'smart:') }), (text) => {
      const { searches, problems } = parseSearches(text);
      const isEmpty = text.replace(/[;\s]/g, '') === '';
      expect(searches.length + problems.length > 0).toBe(!isEmpty);
      expect(new Set(searches.map(({ name }) => name)).size).toBe(searches.length);
    }),
  );
});
