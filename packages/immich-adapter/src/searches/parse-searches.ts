import type { SavedSearch, SearchQuery, SearchTerms } from './saved-search.ts';
import { TERMS } from './terms.ts';

/** What a text says, and what is wrong with it. */
export interface ParsedSearches {
  /** Those that can be used. */
  readonly searches: readonly SavedSearch[];
  /** A sentence for each thing that is wrong; the caller says of which setting. */
  readonly problems: readonly string[];
}

/** A search ends at a semicolon, unless that is between quotes. */
const SEARCH = /(?:"[^"]*"|[^;"])+/g;
/** `name:value`, `name>value`, the value between quotes or up to the next space; or else whatever is there up to the next space. */
const TERM = /([a-z]+[:<>])(?:"([^"]*)"|([^\s"]+))(?=\s|$)|\S+/gi;

/**
 * Reads saved searches as people write them: `Beach=smart:beach at sunset; Big videos=type:video size>500MB`. A name, then either
 * words of what is on the picture, or terms that all have to hold: type, city, state, country, make, model, lens, favorite, rating,
 * name, path, description, after (that day included), before (that day not included), size> and size<. Never throws.
 */
export function parseSearches(text: string): ParsedSearches {
  if ((text.match(/"/g)?.length ?? 0) % 2 > 0) return { searches: [], problems: ['A quotation mark is missing.'] };
  const searches: SavedSearch[] = [];
  const problems: string[] = [];
  for (const [part] of text.matchAll(SEARCH)) {
    if (part.trim() === '') continue;
    const [name = '', query] = halves(part);
    const found = query === undefined ? ['it has to be written as name=query'] : problemsOf(name, query, searches);
    problems.push(...found.map((problem) => `Search "${name}": ${problem}.`));
  }
  return { searches, problems };
}

function halves(part: string): readonly string[] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim()] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

/** Adds a search, unless something is wrong with it. */
function problemsOf(name: string, text: string, searches: SavedSearch[]): readonly string[] {
  if (name === '') return ['it needs a name before the ='];
  if (searches.some((search) => search.name === name)) return ['there is another one of that name'];
  const { query, problems } = parseQuery(text);
  if (problems.length === 0) searches.push({ name, query });
  return problems;
}

interface ParsedQuery {
  readonly query: SearchQuery;
  readonly problems: readonly string[];
}

function parseQuery(text: string): ParsedQuery {
  const [, words] = /^smart:\s*(.*)$/is.exec(text) ?? [];
  if (words === undefined) return parseTerms(text);
  const smart = words.replace(/^"([^"]*)"$/, '$1').trim();
  return { query: { smart }, problems: smart === '' ? ['smart: has to be followed by what is on the picture'] : [] };
}

function parseTerms(text: string): ParsedQuery {
  let terms: SearchTerms = {};
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [all, key = '', quoted, plain = ''] of text.matchAll(TERM)) {
    const name = key.toLowerCase();
    const term = Object.hasOwn(TERMS, name) ? TERMS[name] : undefined;
    const read = term?.read(quoted ?? plain);
    if (!term) problems.push(`${all} is no term; there are ${Object.keys(TERMS).join(' ')}`);
    else if (!read) problems.push(`${name} has to be followed by ${term.expects}`);
    else if (seen.has(name)) problems.push(`${name} is there twice`);
    else terms = { ...terms, ...read };
    seen.add(name);
  }
  if (seen.size === 0) problems.push('it needs something to search for');
  return { query: { terms }, problems };
}
