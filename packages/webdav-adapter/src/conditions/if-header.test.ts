import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type Condition, type ConditionList, evaluateIf, parseIfHeader, type ResourceState } from './if-header.ts';

const tag = fc.record({
  weak: fc.boolean(),
  tag: fc.stringMatching(/^[\x21\x23-\x7e]{0,12}$/).map((text) => `"${text}"`),
});
const token = fc.constantFrom(
  'DAV:no-lock',
  'urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2',
  'opaquelocktoken:a(b)[c]',
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ not: fc.boolean(), tag }),
  fc.record({ not: fc.boolean(), token }),
);
const conditions = fc.array(condition, { minLength: 1, maxLength: 4 });
const target = fc.constantFrom('/', '/album/a%20b.jpg', 'http://host:80/album/', 'https://host/x?y');
const untagged = fc.array(conditions, { minLength: 1, maxLength: 4 }).map((all) => all.map((one) => list(one)));
const tagged = fc
  .array(fc.record({ target, lists: fc.array(conditions, { minLength: 1, maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => all.flatMap(({ target, lists }) => lists.map((one) => list(one, target))));
const blank = fc.constantFrom('', ' ', '\t ', '  ');

const list = (one: readonly Condition[], of?: string): ConditionList => ({ target: of, conditions: one });

const write = ({ conditions, target }: ConditionList, previous: string | undefined, blank: string): string => {
  const written = conditions.map((one) => {
    const value = 'token' in one ? `<${one.token}>` : `[${one.tag.weak ? 'W/' : ''}${one.tag.tag}]`;
    return `${one.not ? `Not${blank}` : ''}${value}`;
  });
  const head = target === undefined || target === previous ? '' : `<${target}>${blank}`;
  return `${head}(${blank}${written.join(blank)}${blank})${blank}`;
};
const writeAll = (lists: readonly ConditionList[], blank: string): string =>
  blank + lists.map((one, index) => write(one, lists[index - 1]?.target, blank)).join('');

test('any list, tagged or not, is read back whatever the white space', () => {
  fc.assert(
    fc.property(fc.oneof(untagged, tagged), blank, (lists, between) => {
      expect(parseIfHeader(writeAll(lists, between))).toEqual(lists);
    }),
  );
});

test('any other text is refused with 400 or parsed, and never breaks anything', () => {
  const part = fc.constantFrom('(', ')', '<', '>', '[', ']', 'Not', '"e"', 'W/', 'DAV:no-lock', '/a', ' ', 'x', '\\');
  const text = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 14 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (header) => {
      try {
        expect(parseIfHeader(header).every(({ conditions }) => conditions.length > 0)).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal', status: 400 });
      }
    }),
    { numRuns: 1000 },
  );
});

test('a list that lost one character of its frame is refused', () => {
  fc.assert(
    fc.property(untagged, fc.nat(), (lists, seed) => {
      const header = writeAll(lists, ' ');
      const frame = [0, header.trimEnd().length - 1];
      const at = frame[seed % 2] ?? 0;
      const broken = header.trim().slice(0, at === 0 ? 0 : -1) + (at === 0 ? header.trim().slice(1) : '');
      expect(() => parseIfHeader(broken)).toThrow('RFC 4918');
    }),
  );
});

describe('malformed', () => {
  test.each([
    '',
    ' ',
    '()',
    '(',
    '((',
    '(<a>)',
    '(<DAV:no-lock>',
    '(["e"',
    '(["e)',
    '([e])',
    '(Not)',
    '(Not Not <DAV:no-lock>)',
    '</a>',
    '</a> </b> (["e"])',
    '<a> (["e"])',
    '(["e"]) </a> (["e"])',
    '(["e"]), (["f"])',
    'x (["e"])',
    '<DAV:no-lock>',
    '(["e"])'.repeat(65),
  ])('%j', (header) => {
    expect(() => parseIfHeader(header)).toThrow('If header');
  });
});

const stateOf = (etag: string | undefined): ResourceState => ({ etag, lockTokens: new Set() });

test('a list holds when all of its conditions do, and the header when one list does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(untagged, tagged), tag, fc.boolean(), async (lists, { tag: current }, exists) => {
      const etag = exists ? current : undefined;
      const holds = (one: Condition) =>
        ('token' in one ? false : etag !== undefined && !one.tag.weak && one.tag.tag === etag) !== one.not;
      const expected = lists.some(({ conditions }) => conditions.every(holds));
      expect(await evaluateIf(lists, async () => stateOf(etag))).toBe(expected);
    }),
  );
});

test('each list is evaluated against the resource of its own tag', async () => {
  const states = new Map([
    [undefined, '"here"'],
    ['/a', '"a"'],
    ['/b', '"b"'],
  ]);
  const look = vi.fn(async (target: string | undefined) => stateOf(states.get(target)));
  expect(await evaluateIf(parseIfHeader('</a> (["b"]) </b> (["a"]) (["b"])'), look)).toBe(true);
  expect(await evaluateIf(parseIfHeader('</a> (["b"]) </b> (["a"])'), look)).toBe(false);
  expect(await evaluateIf(parseIfHeader('</none> (Not ["a"])'), look)).toBe(true);
  expect(await evaluateIf(parseIfHeader('(["here"])'), look)).toBe(true);
  expect(look.mock.calls.map(([of]) => of)).toEqual(['/a', '/b', '/b', '/a', '/b', '/none', undefined]);
});

test('a lock token that is held matches', async () => {
  const held = async () => ({ etag: undefined, lockTokens: new Set(['urn:uuid:1']) });
  expect(await evaluateIf(parseIfHeader('(<urn:uuid:1>)'), held)).toBe(true);
  expect(await evaluateIf(parseIfHeader('(Not <urn:uuid:1>)'), held)).toBe(false);
});
