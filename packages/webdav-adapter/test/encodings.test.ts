import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';
import { openWire } from './wire.ts';

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

describe('a target with bytes beyond ASCII', () => {
  const statuses = (answer: string) =>
    [...answer.matchAll(/HTTP\/1\.1 (\d{3}) [\w -]+\r\n/g)].map(([, status]) => Number(status));
  const lines = (method: string, target: string) => `${method} ${target} HTTP/1.1\r\nHost: x\r\nDepth: 0\r\n`;

  test.each(['utf8', 'latin1'] as const)('in %s is understood', async (encoding) => {
    const { raw } = await serve(library());
    for (const target of ['/Größe/Mädchen.jpg', 'http://x/Größe/Mädchen.jpg?ä']) {
      const answer = await raw(Buffer.from(`${lines('GET', target)}Connection: close\r\n\r\n`, encoding));
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).toMatch(/\r\n\r\npicture$/);
    }
    const body = '<propfind xmlns="DAV:"><prop><displayname/></prop></propfind>';
    const length = `Connection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    expect(statuses(await raw(Buffer.from(`${lines('PROPFIND', '/Größe/')}${length}${body}`, encoding)))).toEqual([
      207,
    ]);
  });

  test('is understood among other requests of the connection, wherever it is cut', async () => {
    const { port } = await serve(library());
    const wire = await openWire(port);
    const bytes = Buffer.from(
      ['/Gr%F6%DFe/M%E4dchen.jpg', '/Größe/Mädchen.jpg', '/Größe/', '/none']
        .map((path) => `${lines('GET', path)}\r\n`)
        .join(''),
    );
    for (let at = 0; at < bytes.length; at += 7) {
      wire.socket.write(bytes.subarray(at, at + 7));
      await yieldToOthers();
    }
    await wire.answers(4);
    expect(wire.statuses()).toEqual([200, 200, 200, 404]);
    wire.socket.destroy();
  });

  test.each(['/..', '/Größe/%2e%2e', '/Größe/%zz', '/Größe\\a'])('is refused as in ASCII: %s', async (target) => {
    const { raw } = await serve(library());
    expect(statuses(await raw(`${lines('GET', target)}Connection: close\r\n\r\n`))).toEqual([400]);
  });

  test.each([
    ['GET /Gr\xc3\xb6 \xc3\xb6 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['GET /Gr\xc3\xb6\x01e HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['\xc3\xb6 /a HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['GET /\xff HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\n', 400],
    ['nonsense\r\n\r\n', 400],
  ])('what no server could read is refused: %j', async (text, status) => {
    const { raw } = await serve(library());
    expect(statuses(await raw(Buffer.from(text, 'latin1')))).toEqual([status]);
  });
});

test.each(['/\xff', '/'])('too many header bytes are 431 with the target %j', async (target) => {
  const { raw } = await serve(library());
  const request = `GET ${target} HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`;
  expect(await raw(Buffer.from(request, 'latin1'))).toMatch(/^HTTP\/1\.1 431 /);
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
