import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { LibraryError } from '@immich-webdav/core';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';
import { openWire } from './wire.ts';

const library = () => new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });

describe('the Host field', () => {
  test.each([
    ['two', 'Host: x\r\nHost: evil.example'],
    ['two that agree', 'Host: x\r\nhost: x'],
    ['two with others between', 'HOST: x\r\nAccept: */*\r\nHost: '],
    ['none', 'Accept: */*'],
    ['a blank within', 'Host: x y'],
    ['an address', 'Host: http://x/'],
    ['a user', 'Host: me@x'],
    ['a port that is none', 'Host: x:y'],
  ])('%s: 400, and nobody is asked', async (_, fields) => {
    let asked = 0;
    const served = await serve(library(), {
      intercept: () => {
        asked += 1;
        return false;
      },
    });
    const text = await served.raw(`GET /a.jpg HTTP/1.1\r\n${fields}\r\nConnection: close\r\n\r\n`);
    expect(text.slice(9, 12)).toBe('400');
    expect(asked).toBe(0);
  });

  test.each([
    'x',
    'x:80',
    '',
    'photos.example.org:',
    '192.0.2.1:8080',
    '[::1]:1700',
    '[fe80::1%25eth0]',
    'my_nas.local.',
    'm%C3%A4dchen.example',
  ])('%j is one', async (host) => {
    const { raw } = await serve(library());
    const text = await raw(`GET /a.jpg HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(text.slice(9, 12)).toBe('200');
  });
});

describe('a body that means nothing', () => {
  const bodies = {
    'an empty chunked one': { field: 'Transfer-Encoding: chunked', body: '0\r\n\r\n' },
    'a short chunked one': { field: 'Transfer-Encoding: chunked', body: '3\r\nabc\r\n0\r\n\r\n' },
    'a short one': { field: 'Content-Length: 3', body: 'abc' },
  };
  const methods = ['GET', 'HEAD', 'OPTIONS'];
  const cases = methods.flatMap((method) =>
    Object.entries(bodies).map(([name, parts]) => ({ method, name, ...parts })),
  );

  test.each(cases)('$method with $name is answered, and so is the next request', async ({ method, field, body }) => {
    const { port } = await serve(library());
    const wire = await openWire(port);
    wire.socket.write(`${method} /a.jpg HTTP/1.1\r\nHost: x\r\n${field}\r\n\r\n`);
    await sleep(20);
    wire.socket.write(body);
    await wire.answers(1);
    wire.socket.write('GET /none HTTP/1.1\r\nHost: x\r\n\r\n');
    await wire.answers(2);
    expect(wire.statuses()).toEqual([200, 404]);
    wire.socket.destroy();
  });

  test.each(methods)('%s with one that is too long is refused', async (method) => {
    const { port } = await serve(library());
    const wire = await openWire(port);
    wire.socket.write(`${method} /a.jpg HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (let chunk = 0; chunk < 20; chunk++) wire.socket.write(`2000\r\n${'x'.repeat(8192)}\r\n`);
    wire.socket.write('0\r\n\r\n');
    await wire.ended;
    expect(wire.statuses()).toEqual([413]);
    wire.socket.destroy();
  });
});

describe('a client that waits to be told to go on', () => {
  const body = '<propfind xmlns="DAV:"><allprop/></propfind>';
  const waiting = (method: string, length = body.length) =>
    `${method} / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;

  test.each(['PROPFIND', 'GET', 'PUT'])('is not told before it is logged in: %s', async (method) => {
    const { port } = await serve(() => Promise.reject(new LibraryError('unauthenticated', 'Log in.')), {
      requireCredentials: true,
    });
    const wire = await openWire(port);
    wire.socket.write(waiting(method));
    await wire.ended;
    expect(wire.statuses()).toEqual([401]);
    wire.socket.destroy();
  });

  test.each([
    ['PROPFIND', 207],
    ['GET', 200],
  ])('is told once it is logged in: %s', async (method, status) => {
    const { port } = await serve(library());
    const wire = await openWire(port);
    wire.socket.write(waiting(method));
    await wire.answers(1);
    expect(wire.text()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    wire.socket.write(body);
    await wire.answers(2);
    wire.socket.write(waiting('HEAD'));
    await wire.answers(3);
    expect(wire.statuses()).toEqual([100, status, 100]);
    wire.socket.destroy();
  });

  test('is not told to send what is refused anyway, and the connection ends', async () => {
    const { port } = await serve(library());
    for (const [method, length] of [
      ['PUT', 3],
      ['PROPFIND', 5_000_000],
    ] as const) {
      const wire = await openWire(port);
      wire.socket.write(waiting(method, length));
      await wire.ended;
      expect(wire.statuses()[0]).toBeGreaterThanOrEqual(400);
      expect(wire.statuses()).toHaveLength(1);
      expect(wire.text()).toMatch(/\r\nConnection: close\r\n/i);
      wire.socket.destroy();
    }
  });
});

describe('a client that ended its side', () => {
  const delayed = (ms: number, bytes = Buffer.from('picture')) => {
    const tree = new MemoryTree().file(['a.jpg'], { bytes });
    const open = tree.open.bind(tree);
    tree.open = async (file, options) => {
      await sleep(ms);
      return open(file, options);
    };
    return tree;
  };

  test.each([0, 50, 900])('gets the answer that took %d ms, and then the end', async (ms) => {
    const { port } = await serve(delayed(ms));
    const wire = await openWire(port);
    wire.socket.end('GET /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n');
    await wire.ended;
    expect(wire.text()).toMatch(/picture$/);
    expect(wire.statuses().filter((status) => status >= 200)).toEqual([200]);
  });

  test('gets a large answer, and every answer', async () => {
    const { port } = await serve(delayed(10, Buffer.alloc(3_000_000, 'x')));
    const wire = await openWire(port);
    wire.socket.end('GET /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(3));
    await wire.ended;
    expect(wire.text().match(/x{3000000}/g)).toHaveLength(3);
  });

  test('after its last answer is gone for the server', async () => {
    const { port, ask } = await serve(library(), { limits: { connections: 1 } });
    const wire = await openWire(port);
    wire.socket.end('GET /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(wire.socket, 'close');
    expect((await ask('GET', '/a.jpg')).status).toBe(200);
  });
});

describe('a body that cannot be whole', () => {
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';

  test.each([
    ['', 'Transfer-Encoding: chunked', 'xyz\r\nabc\r\n'],
    [upgrade, 'Transfer-Encoding: chunked', 'xyz\r\nabc\r\n'],
    [upgrade, 'Transfer-Encoding: chunked', '3\r\nab'],
    ['', 'Content-Length: 9', 'ab'],
    [upgrade, 'Content-Length: 9', 'ab'],
  ])('is refused when the client closes its side: %j%s', async (fields, length, body) => {
    // A body of known length without a meaning is not waited for.
    for (const method of length.startsWith('T') ? ['GET', 'HEAD', 'PROPFIND'] : ['PROPFIND']) {
      const { port, errors } = await serve(library());
      const wire = await openWire(port);
      wire.socket.end(`${method} / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\n${fields}${length}\r\n\r\n${body}`);
      await wire.ended;
      expect(wire.statuses()).toEqual([400]);
      expect(errors).toEqual([]);
    }
  });

  test.each(['GET', 'PROPFIND'])('is none with Upgrade, which is ignored: %s', async (method) => {
    const { port } = await serve(library());
    const wire = await openWire(port);
    wire.socket.end(
      `${method} / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\n${upgrade}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    );
    await wire.ended;
    expect(wire.statuses()).toEqual([method === 'GET' ? 200 : 207]);
  });
});
