/** The address of Immich's API, from any address of Immich that a person may have copied: ends in `/api`. */
export function apiUrl(text: string): URL {
  if (!URL.canParse(text)) throw new TypeError('IMMICH_URL has to be an address such as https://photos.example.org.');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TypeError('IMMICH_URL has to begin with http:// or https://.');
  }
  // A name and a password in it would end up in messages, and fetch refuses them.
  if (url.username !== '' || url.password !== '') throw new TypeError('IMMICH_URL must not hold a name or a password.');
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  return new URL(`${url.origin}${path}/api`);
}
