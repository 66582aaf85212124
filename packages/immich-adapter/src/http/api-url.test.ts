import { expect, test } from 'vitest';
import { createImmichSource } from '../immich-source.ts';
import { apiUrl } from './api-url.ts';

test.each([
  ['http://host:2283', 'http://host:2283/api'],
  ['http://host:2283/', 'http://host:2283/api'],
  ['http://host:2283/api', 'http://host:2283/api'],
  ['http://host:2283/api/', 'http://host:2283/api'],
  ['https://host/photos', 'https://host/photos/api'],
  ['https://host/photos/api//', 'https://host/photos/api'],
  ['https://host/photos?x=1#y', 'https://host/photos/api'],
  ['https://host/my-api', 'https://host/my-api/api'],
])('%s is %s', (given, api) => {
  expect(apiUrl(given).href).toBe(api);
});

test.each(['', 'host', 'host:2283', 'ftp://host', 'http://user:secret@host'])('%j is refused', (given) => {
  expect(() => apiUrl(given)).toThrow(/^IMMICH_URL (?!.*secret)/);
});

test.each(['', 'se cret', 'secret\n', 'sécret'])('the key %j is refused and not repeated', (apiKey) => {
  expect(() => createImmichSource({ url: 'http://host', apiKey })).toThrow(/^IMMICH_API_KEY (?!.*cret)/);
});
