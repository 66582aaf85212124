import type { Call } from './exchange.ts';
import { readText } from './read-text.ts';

/** Rejects unless a listing holds so many members besides the collection: a server that lists fewer would look quick. */
export async function expectMembers(call: Call, members: number): Promise<void> {
  const { body } = await readText(call);
  const listed = (body.match(/<\/(\w+:)?response>/g)?.length ?? 0) - 1;
  if (listed !== members) throw new Error(`${call.url} listed ${listed} members instead of ${members}.`);
}
