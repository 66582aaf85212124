import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';

const bytes = Buffer.from('picture');
const library = () => new MemoryTree().collection('Größe').file(['Größe', 'Mädchen.jpg'], { bytes });

describe('a name beyond ASCII', () => {
  test.each([
    ['UTF-8', '/Gr%C3%B6%C3%9Fe/M%C3%A4dchen.jpg'],
    ['Latin-1', '/Gr%F6%DFe/M%E4dchen.jpg'],
    ['UTF-8 in NFD', '/Gro%CC%88%C3%9Fe/Ma%CC%88dchen.jpg'],
    ['each segment in another encoding', '/Gr%F6%DFe/M%C3%A4dchen.jpg'],
  ])('is found in %s escapes', async (_encoding, path) => {
    const { ask } = await serve(library());
    expect(await ask('GET', path)).toMatchObject({ status: 200, text: 'picture' });
    const { status, text } = await ask('PROPFIND', path.replace(/[^/]*$/, ''), { headers: { Depth: '1' } });
    expect(status).toBe(207);
    expect(text).toContain('/M%C3%A4dchen.jpg</D:href>');
  });
});

describe('a base path beyond ASCII', () => {
  const basePath = '/фото/Größe';
  const encoded = '/%D1%84%D0%BE%D1%82%D0%BE/Gr%C3%B6%C3%9Fe/';

  test.each([basePath, `${basePath}/`, encoded, basePath.normalize('NFD')])('may be set as %s', async (path) => {
    const { ask, url } = await serve(library(), { basePath: path });
    expect(new URL(url).pathname).toBe(encoded);
    const { status, text } = await ask('PROPFIND', encoded, { headers: { Depth: '1' } });
    expect(status).toBe(207);
    expect(text).toContain(`<D:href>${encoded}Gr%C3%B6%C3%9Fe/</D:href>`);
  });

  test('is found in NFD and in Latin-1, too, and from its parents', async () => {
    const { ask } = await serve(library(), { basePath });
    for (const size of ['Gro%CC%88%C3%9Fe', 'Gr%F6%DFe'])
      expect((await ask('GET', `/%D1%84%D0%BE%D1%82%D0%BE/${size}/${size}/M%E4dchen.jpg`)).text).toBe('picture');
    const above = await ask('PROPFIND', '/%D1%84%D0%BE%D1%82%D0%BE', { headers: { Depth: '1' } });
    expect(above.text).toContain(`<D:href>${encoded}</D:href>`);
  });
});
