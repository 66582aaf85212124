import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { LibraryError } from '@immich-webdav/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryTree } from './memory-tree.ts';
import { serve } from './serving.ts';
import { openWire } from './wire.ts';

const library = () => new MemoryTree().file(['a.jpg'], { bytes: Buffer.from('picture') });
const short = 'GET /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n';

/** A tree whose files open when they are told to. */
function heldLibrary() {
  const tree = library();
  const open = tree.open.bind(tree);
  const waiting: (() => void)[] = [];
  tree.open = async (file, options) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return open(file, options);
  };
  return { tree, waiting };
}

/** A server that counts the requests it has parsed and the answers that were out when each began. */
async function countingServer(tree = library()) {
  let parsed = 0;
  let answered = 0;
  let most = 0;
  const served = await serve(tree, {
    intercept: (_request, response) => {
      parsed += 1;
      most = Math.max(most, parsed - answered);
      response.once('close', () => {
        answered += 1;
      });
      return false;
    },
  });
  return { ...served, parsed: () => parsed, most: () => most };
}

describe('a client that does not wait for answers', () => {
  test('gets them in order, and nothing is read before the answer to what was read is out', async () => {
    const { tree, waiting } = heldLibrary();
    const { port, parsed } = await countingServer(tree);
    const wire = await openWire(port);
    wire.socket.write(short.repeat(3000));
    for (let index = 1; index <= 5; index++) {
      await expect.poll(() => waiting.length).toBe(index);
      for (let turn = 0; turn < 10; turn++) await yieldToOthers();
      expect(parsed()).toBe(index);
      waiting[index - 1]?.();
    }
    await wire.answers(5);
    expect(wire.statuses().slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
    wire.socket.destroy();
  });

  test.each([
    ['many requests at once', 0],
    ['bytes one by one', 1],
  ])('is answered whole: %s', async (_, size) => {
    const { port, most } = await countingServer();
    const wire = await openWire(port);
    const bytes = short.repeat(size === 0 ? 500 : 20);
    if (size === 0) wire.socket.write(bytes);
    else for (const byte of bytes) wire.socket.write(byte);
    await wire.answers(size === 0 ? 500 : 20);
    expect(new Set(wire.statuses())).toEqual(new Set([200]));
    expect(most()).toBe(1);
    wire.socket.destroy();
  });

  test('lets others be answered in between', async () => {
    const order: string[] = [];
    const { port } = await serve(library(), {
      intercept: ({ headers }) => {
        order.push(String(headers.host));
        return false;
      },
    });
    const [flood, other] = [await openWire(port), await openWire(port)];
    flood.socket.write(short.repeat(500));
    other.socket.write(short.replace('Host: x', 'Host: other'));
    await flood.answers(500);
    expect(order.indexOf('other')).toBeGreaterThan(-1);
    expect(order.indexOf('other')).toBeLessThan(490);
    flood.socket.destroy();
    other.socket.destroy();
  });

  test('without a log-in gets one 401, the last answer on its connection', async () => {
    let parsed = 0;
    const { port } = await serve(() => Promise.reject(new LibraryError('unauthenticated', 'Log in.')), {
      requireCredentials: true,
      intercept: () => {
        parsed += 1;
        return false;
      },
    });
    for (const request of [
      short,
      short.replace('GET', 'PROPFIND').replace('\r\n\r\n', '\r\nContent-Length: 3\r\n\r\nabc'),
    ]) {
      parsed = 0;
      const wire = await openWire(port);
      wire.socket.write(request.repeat(1000));
      await wire.ended;
      expect(wire.statuses()).toEqual([401]);
      expect(wire.text()).toMatch(/\r\nConnection: close\r\n/i);
      expect(parsed).toBe(1);
      wire.socket.destroy();
    }
    const patient = await openWire(port);
    patient.socket.write(short);
    await patient.answers(1);
    patient.socket.write(short);
    await patient.answers(2);
    expect(patient.text()).not.toMatch(/\r\nConnection: close\r\n/i);
    patient.socket.destroy();
  });

  test.each(['x', '200-ok', '100-continue, x'])('gains nothing by expecting %j', async (expectation) => {
    const { port, parsed } = await countingServer();
    const wire = await openWire(port);
    wire.socket.write(short.replace('\r\n\r\n', `\r\nExpect: ${expectation}\r\n\r\n`).repeat(100));
    await wire.ended;
    expect(wire.statuses()).toEqual([417]);
    expect(parsed()).toBe(1);
    wire.socket.destroy();
  });

  test('gains nothing by a body of empty lines', async () => {
    let inOneTurn = 0;
    let most = 0;
    const { port } = await serve(library(), {
      intercept: (request) => {
        const push = request.push.bind(request);
        request.push = (...pushed) => {
          if (inOneTurn === 0) setImmediate(() => (inOneTurn = 0));
          inOneTurn += 1;
          most = Math.max(most, inOneTurn);
          return push(...pushed);
        };
        return false;
      },
    });
    const wire = await openWire(port);
    const chunks = `1000\r\n${'\r\n'.repeat(0x800)}\r\n`.repeat(10);
    const flood = short.replace('\r\n\r\n', `\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`);
    wire.socket.write(`${flood}${short}`);
    await wire.answers(2);
    expect(wire.statuses()).toEqual([200, 200]);
    expect(most).toBeLessThan(100);
    wire.socket.destroy();
  });

  test.each(['\n\n', '\r\n\n', '\n\r\n', '\r\r\n\r\n'])('gains nothing by ending heads with %j', async (end) => {
    const { tree } = heldLibrary();
    const { port, parsed } = await countingServer(tree);
    const wire = await openWire(port);
    wire.socket.write(`GET /a.jpg HTTP/1.1\r\nHost: x${end}`.repeat(100));
    await Promise.race([wire.ended, expect.poll(parsed).toBe(1)]);
    for (let turn = 0; turn < 10; turn++) await yieldToOthers();
    expect(parsed()).toBeLessThanOrEqual(1);
    wire.socket.destroy();
  });
});

const body = '<propfind xmlns="DAV:">\r\n\r\n<allprop/>\r\n\r\n</propfind>';

/** Requests of all kinds of bodies, with the status that each must get. */
const requests = fc.constantFrom(
  { text: short, status: 200 },
  { text: 'HEAD /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n', status: 200 },
  { text: 'GET /none HTTP/1.1\r\nHost: x\r\nContent-Length: 12\r\n\r\nbody\r\n\r\nbody', status: 404 },
  { text: 'PROPFIND / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nContent-Length: 0\r\n\r\n', status: 207 },
  {
    text: `PROPFIND / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    status: 207,
  },
  {
    text: 'PROPFIND / HTTP/1.1\r\nHost: x\r\nDepth: 0\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n<wrong>\n\r\n0\r\n\r\n',
    status: 400,
  },
  { text: '\r\nGET /a.jpg HTTP/1.1\r\nHost: x\r\n\r\n', status: 200 },
);

test('any requests cut anywhere are answered one after the other', async () => {
  const { port, most } = await countingServer();
  const cuts = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 1, maxLength: 8 }), cuts, async (sent, sizes) => {
      const wire = await openWire(port);
      const bytes = sent.map(({ text }) => text).join('');
      let at = 0;
      for (let index = 0; at < bytes.length; index++) {
        const size = sizes[index % sizes.length] ?? 1;
        wire.socket.write(bytes.slice(at, at + size));
        at += size;
        if (index % 3 === 0) await yieldToOthers();
      }
      await wire.answers(sent.length);
      expect(wire.statuses()).toEqual(sent.map(({ status }) => status));
      wire.socket.destroy();
    }),
    { numRuns: 60 },
  );
  expect(most()).toBe(1);
});
