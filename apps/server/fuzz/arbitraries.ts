import fc, { type Arbitrary } from 'fast-check';

/** What a client does on one connection. */
export interface Conversation {
  /** Written one after the other. */
  readonly chunks: readonly Buffer[];
  /** How many requests the bytes begin. */
  readonly requests: number;
  /** Whether the client ends its side and waits for the answers, or resets the connection. */
  readonly end: 'half-close' | 'reset';
}

/** Paths of the library that the server shows. */
export const paths = [
  '/',
  '/A',
  '/A/',
  '/A/a%20b.jpg',
  '/A/film.mp4',
  '/%E6%97%A5/',
  '/A/none',
  '/dav/files/x/A/',
  '/s/open/',
  '/s/open/a%20b.jpg',
];

/** Bytes that would show in the headers of an answer if anything could be injected. */
export const injected = 'X-Injected: yes';

const weighted = <T>(...choices: readonly (readonly [weight: number, arbitrary: Arbitrary<T>])[]): Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const one = (...texts: readonly string[]): Arbitrary<string> => fc.constantFrom(...texts);

/** Any bytes, one character each. */
const junk = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const visible = fc.string({ maxLength: 40 });
const digits = weighted(
  [3, fc.nat().map(String)],
  [1, fc.bigInt().map(String)],
  [1, one('-1', '1e9', '0x10', '', '9'.repeat(40))],
);

const method = weighted(
  [10, one('GET', 'HEAD', 'PROPFIND', 'OPTIONS')],
  [
    4,
    one(
      'PUT',
      'DELETE',
      'MKCOL',
      'MOVE',
      'COPY',
      'LOCK',
      'UNLOCK',
      'PROPPATCH',
      'POST',
      'PATCH',
      'REPORT',
      'SEARCH',
      'TRACE',
    ),
  ],
  [1, one('CONNECT', 'get', 'PROPFIND ', '__proto__', 'constructor', 'M-SEARCH')],
  [1, junk],
);

const escaped = fc.integer({ min: 0, max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
const target = weighted(
  [8, one(...paths)],
  [
    2,
    fc
      .tuple(
        one(...paths),
        fc.array(fc.oneof(escaped, visible, one('../', './', '//', '\\', '?', '#', ';')), { maxLength: 4 }),
      )
      .map(([path, rest]) => path + rest.join('')),
  ],
  [
    1,
    one(
      '*',
      'http://localhost/A/',
      'http://[::1',
      'localhost:80',
      '//A',
      '',
      ' ',
      '/%0d%0aX-Injected:%20yes',
      '/status.php',
      '/__proto__/toString',
    ),
  ],
  [1, fc.nat({ max: 20_000 }).map((length) => `/${'a'.repeat(length)}`)],
  [1, junk],
);

const entityTag = one('"x"', 'W/"x"', '*', '"', '"a", "b"', 'W/', ',');
const date = one(
  'Tue, 01 Dec 2026 00:00:00 GMT',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'never',
  '0',
  'Tue, 99 Dec 2026 99:99:99 GMT',
);
const url = weighted(
  [3, target],
  [1, target.map((path) => `http://localhost${path}`)],
  [1, one('https://other.example/a', 'ftp://x/', '<>')],
);
const address = weighted(
  [2, fc.ipV4()],
  [2, fc.ipV6()],
  [1, one('unknown', '_hidden', '[::1]:80', '127.0.0.1', ',', '')],
);

/** The values of the fields that the server reads. */
const values = {
  Depth: one('0', '1', 'infinity', '1,noroot', '2', ''),
  Range: weighted(
    [3, fc.tuple(digits, digits).map(([from, to]) => `bytes=${from}-${to}`)],
    [1, one('bytes=-1', 'bytes=0-', 'bytes=', 'bytes=0-0,5-9', 'items=0-1', `bytes=${'0-0,'.repeat(500)}`)],
  ),
  If: one(
    '(<urn:x>)',
    '<http://localhost/A/> (["x"])',
    '(Not <DAV:no-lock>)',
    '((((',
    '(["x"] ["y"]) (<a>)',
    `${'(["e"])'.repeat(300)}`,
  ),
  'If-Match': entityTag,
  'If-None-Match': entityTag,
  'If-Range': fc.oneof(entityTag, date),
  'If-Modified-Since': date,
  'If-Unmodified-Since': date,
  Destination: url,
  Overwrite: one('T', 'F', 'x'),
  Timeout: one('Second-1', 'Infinite', 'Second-99999999999999'),
  'Lock-Token': one('<urn:uuid:1>', '', '<'),
  Authorization: weighted(
    [2, visible.map((text) => `Basic ${Buffer.from(text).toString('base64')}`)],
    [1, one('Basic', 'Basic ====', 'Bearer x', 'Digest x', 'Basic Og==')],
    [1, visible],
  ),
  Cookie: fc.oneof(visible, one('a=b; a="c"; =; ;;')),
  Accept: one('text/html', '*/*', 'text/html;q=x', ',,,', 'a/b;q=0.1,'.repeat(300)),
  'Accept-Encoding': one('gzip', 'gzip;q=0', 'br, gzip', '*', ',;='),
  'Content-Type': one('application/xml', 'text/xml; charset=utf-16', 'x', ''),
  'Content-Encoding': one('gzip', 'identity', 'x'),
  Expect: one('100-continue', '100-Continue', '200-ok', ''),
  Connection: one('close', 'keep-alive', 'Upgrade', 'host, x', ''),
  Upgrade: one('h2c', 'websocket', 'TLS/1.0'),
  'X-Forwarded-For': fc.array(address, { maxLength: 4 }).map((list) => list.join(', ')),
  'X-Forwarded-Proto': one('https', 'http', 'x', 'https,http'),
  'X-Forwarded-Host': one('photos.example', 'a b', '', 'x,y', '[::1]:443'),
  'X-Forwarded-Prefix': fc.oneof(url, one('/photos', '/', '', '/%0d%0aX-Injected:%20yes')),
  Forwarded: fc.oneof(
    address.map((client) => `for="${client}";proto=https`),
    visible,
    one('for=', 'for="', ';;', 'host=a;host=b'),
  ),
  'OC-Total-Length': digits,
  Translate: one('f'),
};

/** A field that the server reads. */
const read = fc.oneof(...Object.entries(values).map(([name, value]) => value.map((text) => `${name}: ${text}`)));

const field = weighted(
  [8, read],
  [1, fc.tuple(visible, visible).map(([name, value]) => `${name}: ${value}`)],
  [
    1,
    one(
      injected.replace('yes', 'of a client'),
      ': x',
      'X',
      ' folded',
      'X: a\r\n b',
      'X:\t\x0b',
      'Host: localhost',
      `X: ${'x'.repeat(20_000)}`,
    ),
  ],
  [1, junk],
);

const name = weighted(
  [4, one('getetag', 'resourcetype', 'displayname', 'getcontentlength', 'x', 'oc:checksums')],
  [1, visible],
);
const xml = weighted<string>(
  [
    4,
    fc
      .array(name, { maxLength: 6 })
      .map(
        (names) =>
          `<propfind xmlns="DAV:" xmlns:oc="http://owncloud.org/ns"><prop>${names.map((tag) => `<${tag}/>`).join('')}</prop></propfind>`,
      ),
  ],
  [
    2,
    one(
      '<propfind xmlns="DAV:"><allprop/></propfind>',
      '<propfind xmlns="DAV:"><propname/></propfind>',
      '<a/>',
      '<?xml version="1.0" encoding="utf-16"?><a/>',
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      '<a xmlns:b=""><b:c/></a>',
      '<propfind xmlns="DAV:"><prop><x xmlns=""/></prop><include/></propfind>',
    ),
  ],
  [1, fc.nat({ max: 3000 }).map((depth) => '<a>'.repeat(depth))],
  [
    1,
    fc
      .nat({ max: 100_000 })
      .map((length) => `<propfind xmlns="DAV:"><prop>${'<x/>'.repeat(length / 4)}</prop></propfind>`),
  ],
  [1, junk],
);

const chunked = (body: string): string => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

/** The first of `framings` are right. */
const soundFramings = 5;

/** How the length of a body is written: rightly, or so that proxies and servers would disagree. */
const framings: readonly ((body: string, junk: string) => readonly [fields: readonly string[], body: string])[] = [
  () => [[], ''],
  () => [[], ''],
  (body) => [[`Content-Length: ${Buffer.byteLength(body, 'latin1')}`], body],
  (body) => [[`Content-Length: ${Buffer.byteLength(body, 'latin1')}`], body],
  (body) => [['Transfer-Encoding: chunked'], chunked(body)],
  (body) => [[], body],
  (body) => [[`Content-Length: ${body.length + 5}`], body],
  (body) => [['Content-Length: 1', 'Content-Length: 2'], body],
  (body) => [[`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], chunked(body)],
  (body) => [['Transfer-Encoding: chunked, identity'], chunked(body)],
  (body) => [['Transfer-Encoding: gzip'], body],
  (body, text) => [['Transfer-Encoding: chunked'], `${text}\r\n${body}`],
  (body) => [['Transfer-Encoding: chunked'], `ffffffffffffffff\r\n${body}`],
  (_body, text) => [['Transfer-Encoding: chunked'], `1;${text}=x\r\na\r\n0\r\n${text}: x\r\n\r\n`],
  (body, text) => [[`Content-Length: ${text}`], body],
];

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

interface RequestParts {
  readonly method: string;
  readonly target: string;
  readonly protocol: string;
  readonly host: string;
  readonly fields: readonly string[];
  readonly framing: (typeof framings)[number];
  readonly body: string;
  readonly text: string;
  readonly lineEnd: string;
}

function written({
  method: verb,
  target: path,
  protocol,
  host,
  fields,
  framing,
  body,
  text,
  lineEnd,
}: RequestParts): string {
  const [length, framed] = framing(body, text);
  const lines = [`${verb} ${path} ${protocol}`, host, ...fields, ...length].map(latin1);
  return `${lines.join(lineEnd)}${lineEnd}${lineEnd}${framed}`;
}

const parts = {
  host: one('Host: localhost'),
  body: xml.map(latin1),
  text: junk,
  lineEnd: one('\r\n'),
  protocol: one('HTTP/1.1'),
};

/** Of a file of the library, or a bit past its end. */
const place = fc.integer({ min: 0, max: 120_000 });
const nearRange = fc.tuple(place, place).map(([from, length]) => `Range: bytes=${from}-${from + length}`);

/** Requests that a parser accepts, so that they reach the methods. */
const sound = fc
  .record({
    ...parts,
    method: one('GET', 'GET', 'HEAD', 'PROPFIND', 'PROPFIND', 'PROPFIND', 'OPTIONS', 'PUT', 'MOVE', 'LOCK'),
    target: weighted([6, one(...paths)], [1, target]),
    fields: fc
      .tuple(
        weighted([4, one('Depth: 0', 'Depth: 1')], [1, values.Depth.map((depth) => `Depth: ${depth}`)]),
        weighted([2, one('X: y')], [2, nearRange], [1, one('If-None-Match: *', 'If-Match: *', 'Accept: text/html')]),
        fc.array(read, { maxLength: 2 }),
      )
      .map(([depth, common, others]) => [depth, common, ...others]),
    framing: fc.constantFrom(...framings.slice(0, soundFramings)),
  })
  .map(written);

const anything = fc
  .record({
    ...parts,
    method,
    target,
    protocol: weighted(
      [12, one('HTTP/1.1')],
      [2, one('HTTP/1.0')],
      [1, one('HTTP/2.0', 'HTTP/0.9', 'http/1.1', '', 'HTTP/1.1 x')],
    ),
    host: weighted([12, one('Host: localhost')], [1, one('Host: other.example', 'Host:', 'Host: a b', 'X: y')]),
    fields: fc.array(field, { maxLength: 5 }),
    framing: fc.constantFrom(...framings),
    lineEnd: weighted([20, one('\r\n')], [1, one('\n', '\r', '\r\n\r\n')]),
  })
  .map(written);

/** Pipelined requests, cut into pieces anywhere, perhaps in the middle of the last one. */
export const conversation: Arbitrary<Conversation> = fc
  .record({
    requests: weighted(
      [3, fc.array(sound, { minLength: 1, maxLength: 4 })],
      [2, fc.array(weighted([4, sound], [8, anything], [1, junk]), { minLength: 1, maxLength: 4 })],
    ),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
    kept: weighted([6, fc.constant(1)], [1, fc.double({ min: 0, max: 1, noNaN: true })]),
    end: weighted<Conversation['end']>([6, fc.constant('half-close')], [1, fc.constant('reset')]),
  })
  .map(({ requests, cuts, kept, end }) => {
    const whole = Buffer.from(requests.join(''), 'latin1');
    const bytes = whole.subarray(0, Math.ceil(whole.length * kept));
    const places = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b), bytes.length];
    const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
    return { chunks: chunks.filter(({ length }) => length > 0), requests: requests.length, end };
  });
