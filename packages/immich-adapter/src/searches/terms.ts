import type { SearchTerms } from './saved-search.ts';

/** How a term is written. */
export interface Term {
  /** Undefined for a value that it cannot have. */
  readonly read: (value: string) => SearchTerms | undefined;
  /** What it can have, to complete "… has to be". */
  readonly expects: string;
}

const TEXT = 'some text, in quotes where it has a space';
const DATE = 'a date such as 2024, 2024-03 or 2024-03-31';
const SIZE = 'a size such as 500KB, 20MB or 1.5GB';

const text = (name: keyof SearchTerms): Term => ({
  expects: TEXT,
  read: (value) => (value === '' ? undefined : { [name]: value }),
});

const choice = (choices: Readonly<Record<string, SearchTerms>>): Term => ({
  expects: Object.keys(choices).join(' or '),
  read: (value) => (Object.hasOwn(choices, value.toLowerCase()) ? choices[value.toLowerCase()] : undefined),
});

const measured = (name: keyof SearchTerms, expects: string, parse: (value: string) => number | undefined): Term => ({
  expects,
  read: (value) => {
    const number = parse(value);
    return number === undefined ? undefined : { [name]: number };
  },
});

/** By what stands before the value, the sign included. */
export const TERMS: Readonly<Record<string, Term>> = {
  'type:': choice({ image: { type: 'IMAGE' }, video: { type: 'VIDEO' } }),
  'city:': text('city'),
  'state:': text('state'),
  'country:': text('country'),
  'make:': text('make'),
  'model:': text('model'),
  'lens:': text('lensModel'),
  'favorite:': choice({ true: { isFavorite: true }, false: { isFavorite: false } }),
  'rating:': measured('rating', 'a number from 1 to 5', (value) => (/^[1-5]$/.test(value) ? Number(value) : undefined)),
  'name:': text('originalFileName'),
  'path:': text('originalPath'),
  'description:': text('description'),
  'after:': measured('takenFrom', DATE, parseDate),
  'before:': measured('takenBefore', DATE, parseDate),
  'size>': measured('sizeAbove', SIZE, parseSize),
  'size<': measured('sizeBelow', SIZE, parseSize),
};

/** The first moment of a day, a month or a year. */
function parseDate(value: string): number | undefined {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  // The platform takes the 31st of February for a day in March.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(date) ? undefined : time;
}

const UNITS: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9 };

function parseSize(value: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([KMG]B)$/i.exec(value) ?? [];
  const factor = UNITS[unit.toUpperCase()];
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}
