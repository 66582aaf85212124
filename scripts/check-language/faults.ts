import { type OwnWords, ownWords } from './own-words.ts';
import { type Exception, exceptions, nameRules, proseRules } from './rules.ts';

/** The sentence of a report: where, what, and what to write instead. */
export type Fault = string;

/** The ruled-out words and phrases in a source file and in its path. */
export function faultsOf(path: string, source: string, allowed: readonly Exception[] = exceptions): readonly Fault[] {
  const pathNames = path.split('/src/')[1]?.split(/[/.]/) ?? [];
  const named = pathNames.map((text): OwnWords => ({ kind: 'name', text, line: 1 }));
  return [...named, ...ownWords(path, source)].flatMap(({ kind, text, line }) => {
    if (allowed.some((exception) => exception.path.test(path) && exception.text.test(text))) return [];
    const rules = kind === 'name' ? nameRules : proseRules;
    const searched = kind === 'name' ? wordsOf(text) : text;
    return rules.flatMap(({ not, but }) => {
      const [word] = not.exec(searched) ?? [];
      return word === undefined ? [] : [`${path}:${line} ${shown(kind, text)}: not "${word}" but ${but}`];
    });
  });
}

/** `readHTTPBody`, `read-http-body` and `READ_HTTP_BODY` are `read http body`. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[_\-$]+/g, ' ')
    .toLowerCase();

const shown = (kind: OwnWords['kind'], text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return kind === 'name' ? line : JSON.stringify(line.length > 100 ? `${line.slice(0, 100)}…` : line);
};
