import type { Asked } from './history.ts';
import { markOf, type Person, people } from './people.ts';

/** The answer to a request. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const others = (person: Person): readonly Person[] => people.filter((other) => other !== person);

/** What a client may be told to try again, or to stop guessing. */
const notNow: ReadonlySet<number> = new Set([429, 503]);

/** What is wrong with an answer: nothing, if it shows a person what is theirs alone. */
export function judge(
  { person, isWrong, method, path }: Asked,
  { status, headers, text }: Answered,
): readonly string[] {
  const seen = `${[...headers].join('\n')}\n${text}`.replaceAll(path, '');
  const foreign = others(person).filter((other) => seen.includes(markOf(other)));
  const found = foreign.map((other) => `${person} was shown what is ${markOf(other)}`);
  if (isWrong && status !== 401 && !notNow.has(status)) found.push(`a wrong password was answered ${status}`);
  if (isWrong || method === 'OPTIONS') return found;
  if (status === 304) found.push(`${person} has a copy with the tag of somebody else, and was told that it is current`);
  const isForeign = others(person).some((other) => path.includes(markOf(other)));
  if (isForeign && status !== 404 && status !== 401 && !notNow.has(status))
    found.push(`${person} was answered ${status} at a path that is not theirs`);
  return found;
}
