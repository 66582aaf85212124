import { keyOf, markOf, passwordOf, people } from './people.ts';

interface Line {
  readonly principal?: string;
  readonly path?: string;
}

/** What a log has that it must not have: a secret, or one person's things in a line about another. */
export function findInLog(lines: readonly string[]): readonly string[] {
  const marks = new Map<string, Set<string>>();
  const found: string[] = [];
  for (const text of lines) {
    const secrets = people.filter((person) => text.includes(keyOf(person)) || text.includes(passwordOf(person)));
    if (secrets.length > 0) found.push(`the log has a secret: ${text}`);
    const { principal, path } = JSON.parse(text) as Line;
    // A client may ask for any path.
    if (principal === undefined || path !== undefined) continue;
    const seen = marks.get(principal) ?? new Set();
    for (const person of people) if (text.includes(markOf(person))) seen.add(person);
    marks.set(principal, seen);
    if (seen.size > 1) found.push(`the log has things of several people for one principal: ${text}`);
  }
  return found;
}
