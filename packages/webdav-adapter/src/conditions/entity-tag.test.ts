import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesStrongly, matchesWeakly, parseTagList } from './entity-tag.ts';

const tag = fc.record({
  weak: fc.boolean(),
  tag: fc.stringMatching(/^[\x21\x23-\x7e]{0,20}$/).map((text) => `"${text}"`),
});
const separator = fc.constantFrom(',', ', ', ' ,\t', ',,');

test('a list is read back as it was written, whatever stands between the tags', () => {
  fc.assert(
    fc.property(fc.array(tag), separator, (tags, between) => {
      const header = tags.map((listed) => (listed.weak ? 'W/' : '') + listed.tag).join(between);
      expect(parseTagList(header)).toEqual(tags);
    }),
  );
});

test('strong comparison passes over weak tags, weak comparison does not', () => {
  fc.assert(
    fc.property(fc.array(tag), tag, (tags, { tag: wanted }) => {
      expect(matchesStrongly(tags, wanted)).toBe(tags.some((listed) => listed.tag === wanted && !listed.weak));
      expect(matchesWeakly([...tags, { weak: true, tag: wanted }], wanted)).toBe(true);
    }),
  );
});

test('reading ends for any header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const list = parseTagList(text);
      expect(list === '*' || list.every((listed) => listed.tag.length >= 2)).toBe(true);
    }),
  );
});
