import { Refusal } from '../http/refusal.ts';
import { type ListedTag, matchesStrongly, readTag } from './entity-tag.ts';

/** One condition of a list: an entity tag or a state token, optionally negated. */
export type Condition = { readonly not: boolean } & ({ readonly tag: ListedTag } | { readonly token: string });

/** A list of conditions that must all hold. */
export interface ConditionList {
  /** The resource tag, without angle brackets; undefined for the requested resource. */
  readonly target: string | undefined;
  readonly conditions: readonly Condition[];
}

/** The current state of a resource, for evaluation. */
export interface ResourceState {
  /** Undefined for a path without a resource. */
  readonly etag: string | undefined;
  readonly lockTokens: ReadonlySet<string>;
}

/** Each list may name a resource to resolve. */
const maxLists = 64;
const blanks = /[ \t]*/y;
/** A URI with a scheme (RFC 3986 section 4.3), as state tokens and absolute resource tags are. */
const absoluteUri = /^[a-z][a-z\d+.-]*:[^\s<>"]+$/i;
const absolutePath = /^\/[^\s<>"]*$/;

/**
 * Parses an If header (RFC 4918 section 10.4.2): untagged lists, or lists after resource tags. Refuses a malformed one with 400,
 * because ignoring it would drop a condition.
 */
export function parseIfHeader(value: string): readonly ConditionList[] {
  const lists: ConditionList[] = [];
  let at = 0;
  let target: string | undefined;

  const skipBlanks = () => {
    blanks.lastIndex = at;
    blanks.test(value);
    at = blanks.lastIndex;
  };
  const take = (text: string): boolean => {
    if (value.slice(at, at + text.length).toLowerCase() !== text) return false;
    at += text.length;
    skipBlanks();
    return true;
  };
  /** Reads `<…>`. */
  const readBracketed = (): string => {
    const end = value.indexOf('>', at);
    if (end < 0) throw malformed();
    const text = value.slice(at + 1, end);
    at = end + 1;
    skipBlanks();
    return text;
  };
  const readCondition = (): Condition => {
    const not = take('not');
    if (value[at] === '<') {
      const token = readBracketed();
      if (!absoluteUri.test(token)) throw malformed();
      return { not, token };
    }
    if (!take('[')) throw malformed();
    const read = readTag(value, at);
    if (read === undefined) throw malformed();
    at = read.end;
    skipBlanks();
    if (!take(']')) throw malformed();
    return { not, tag: read.listed };
  };

  skipBlanks();
  while (at < value.length) {
    if (value[at] === '<') {
      // Tagged and untagged lists do not mix.
      if (lists.length > 0 && target === undefined) throw malformed();
      target = readBracketed();
      if (!absoluteUri.test(target) && !absolutePath.test(target)) throw malformed();
      if (value[at] !== '(') throw malformed();
    }
    if (!take('(')) throw malformed();
    const conditions: Condition[] = [];
    while (!take(')')) conditions.push(readCondition());
    if (conditions.length === 0) throw malformed();
    lists.push({ target, conditions });
    if (lists.length > maxLists) throw new Refusal(400, `Send at most ${maxLists} lists in an If header.`);
  }
  if (lists.length === 0) throw malformed();
  return lists;
}

/** True when any list holds (RFC 4918 section 10.4.3). `stateOf` is called with a resource tag, or undefined for the requested resource. */
export async function evaluateIf(
  lists: readonly ConditionList[],
  stateOf: (target: string | undefined) => Promise<ResourceState>,
): Promise<boolean> {
  for (const { target, conditions } of lists) {
    const state = await stateOf(target);
    if (conditions.every((condition) => holds(condition, state))) return true;
  }
  return false;
}

function holds(condition: Condition, { etag, lockTokens }: ResourceState): boolean {
  const isMatch =
    'token' in condition
      ? lockTokens.has(condition.token)
      : etag !== undefined && matchesStrongly([condition.tag], etag);
  return isMatch !== condition.not;
}

const malformed = (): Refusal => new Refusal(400, 'Send an If header as RFC 4918 section 10.4 defines it.');
