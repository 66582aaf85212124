import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const library = () => new MemoryTree().collection('Rome').file(['Rome', 'a.jpg'], { bytes: Buffer.from('picture') });
const hrefs = (text: string) => [...text.matchAll(/<D:href>([^<]*)</g)].map(([, href]) => href);
const places = ['/dav/files/me', '/remote.php/dav/files/me', '/dav/files/J%C3%B6rg%40home', '/dav/files/Jo%CC%88rg'];

describe.each(places)('below %s', (place) => {
  test.each(['', '/photos'])('the tree is served with hrefs of its own, base path %j', async (basePath) => {
    const { ask } = await serve(library(), basePath === '' ? {} : { basePath });
    const at = `${basePath}${place}`;
    const listed = async (path: string) => hrefs((await ask('PROPFIND', path, { headers: { Depth: '1' } })).text);
    expect(await listed(at)).toEqual([`${at}/`, `${at}/Rome/`]);
    expect(await listed(`${at}/`)).toEqual([`${at}/`, `${at}/Rome/`]);
    expect(await listed(`${at}/Rome`)).toEqual([`${at}/Rome/`, `${at}/Rome/a.jpg`]);
    expect(await ask('GET', `${at}/Rome/a.jpg`)).toMatchObject({ status: 200, text: 'picture' });
    const page = await ask('GET', `${at}/Rome/`);
    expect(page.text).toContain(`<a href="${at}/">Photos</a>`);
    expect((await ask('GET', `${at}/nothing`)).status).toBe(404);
    expect((await ask('PUT', `${at}/Rome/new.jpg`, { body: 'x' })).status).toBe(403);
  });
});

test('the same listing is rendered for each prefix', async () => {
  const { ask } = await serve(library());
  for (const prefix of ['', '/dav/files/me', '/dav/files/you', '/remote.php/dav/files/me', ''])
    expect(hrefs((await ask('PROPFIND', `${prefix}/Rome/`, { headers: { Depth: '1' } })).text)).toEqual([
      `${prefix}/Rome/`,
      `${prefix}/Rome/a.jpg`,
    ]);
});

test.each(['/dav', '/dav/', '/dav/files', '/dav/files/', '/remote.php', '/remote.php/dav/uploads/me', '/files/me'])(
  'there is nothing at %s',
  async (path) => {
    const { ask } = await serve(library());
    expect((await ask('PROPFIND', path, { headers: { Depth: '0' } })).status).toBe(404);
  },
);

describe('a library with such names of its own', () => {
  test('an album dav is shown, and the tree below dav/files/<anything> as well', async () => {
    const { ask } = await serve(
      library()
        .collection('dav')
        .file(['dav', 'b.jpg'], { bytes: Buffer.from('own') }),
    );
    expect((await ask('GET', '/dav/b.jpg')).text).toBe('own');
    expect((await ask('GET', '/dav/files/me/dav/b.jpg')).text).toBe('own');
    expect((await ask('GET', '/dav/files/me/Rome/a.jpg')).text).toBe('picture');
  });

  test('a folder files in it comes first, and remote.php still leads to the tree', async () => {
    const tree = library().collection('dav').collection('dav', 'files').collection('dav', 'files', 'me');
    const { ask } = await serve(tree.file(['dav', 'files', 'me', 'b.jpg'], { bytes: Buffer.from('own') }));
    expect((await ask('GET', '/dav/files/me/b.jpg')).text).toBe('own');
    expect((await ask('GET', '/dav/files/me/Rome/a.jpg')).status).toBe(404);
    expect((await ask('GET', '/remote.php/dav/files/me/Rome/a.jpg')).text).toBe('picture');
    expect((await ask('GET', '/remote.php/dav/files/me/dav/files/me/b.jpg')).text).toBe('own');
  });
});

describe('a client that takes this server for a Nextcloud', () => {
  const pages = [
    '/status.php',
    '/ocs/v1.php/cloud/capabilities?format=json',
    '/ocs/v2.php/cloud/user',
    '/index.php/login',
  ];

  test.each(pages)('is told at %s that it is none', async (path) => {
    for (const basePath of ['/', '/photos/']) {
      const { ask } = await serve(library(), { basePath });
      const { status, text } = await ask('GET', basePath + path.slice(1));
      expect(status).toBe(404);
      expect(text).toContain('This is a WebDAV server and not a Nextcloud');
    }
  });

  test('is told so at status.php before it has a password, and nowhere else', async () => {
    const { ask } = await serve(library(), { requireCredentials: true });
    const status = async (path: string, headers = {}) => (await ask('GET', path, { headers })).status;
    expect(await ask('GET', '/status.php')).toMatchObject({
      status: 404,
      text: expect.stringContaining('not a Nextcloud'),
    });
    expect(await status('/status.php/x')).toBe(401);
    expect(await status('/ocs/v1.php')).toBe(401);
    expect(await status('/Rome/')).toBe(401);
    expect(await status('/ocs/v1.php', { Authorization: `Basic ${btoa('ada:secret')}` })).toBe(404);
  });

  test('an album of such a name is not hidden', async () => {
    const { ask } = await serve(library().collection('ocs').collection('status.php'));
    for (const name of ['ocs', 'status.php']) {
      expect((await ask('GET', `/${name}`)).status).toBe(200);
      expect((await ask('PROPFIND', `/${name}/`, { headers: { Depth: '1' } })).status).toBe(207);
      expect((await ask('PUT', `/${name}/x.jpg`, { body: 'x' })).status).toBe(403);
    }
  });
});
