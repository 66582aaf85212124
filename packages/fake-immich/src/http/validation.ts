import type { Generation } from '../version.ts';
import { type ValidationIssue, validationError } from './http-error.ts';

/** Checks one value. 2.x converts numbers and booleans that come as text; 3.x wants the JSON type. */
export type Check = (
  value: unknown,
  path: readonly (string | number)[],
  generation: Generation,
) => readonly ValidationIssue[];

const UUID = /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12})$/;
const DATE_TIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|([+-](?:[01]\d|2[0-3]):[0-5]\d)))$/;

const typeName = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

const wrongType = (
  expected: string,
  value: unknown,
  path: readonly (string | number)[],
  v2: string,
  described = expected,
): readonly ValidationIssue[] => [
  {
    v3: {
      expected,
      code: 'invalid_type',
      path,
      message: `Invalid input: expected ${described}, received ${typeName(value)}`,
    },
    v2,
  },
];

/** A whole number from `minimum` to `maximum`. */
export const integer =
  (minimum: number, maximum: number): Check =>
  (value, path, generation) => {
    const name = path.join('.');
    const number = generation === 'v2' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) {
      return wrongType('number', value, path, `${name} must be an integer number`);
    }
    const issue = (code: string, bound: object, message: string, v2: string): readonly ValidationIssue[] => [
      { v3: { origin: 'number', code, ...bound, inclusive: true, path, message }, v2 },
    ];
    if (number < minimum) {
      const message = `Too small: expected number to be >=${minimum}`;
      return issue('too_small', { minimum }, message, `${name} must not be less than ${minimum}`);
    }
    if (number > maximum) {
      const message = `Too big: expected number to be <=${maximum}`;
      return issue('too_big', { maximum }, message, `${name} must not be greater than ${maximum}`);
    }
    return [];
  };

/** A number from `minimum` to `maximum`. */
export const number =
  (minimum: number, maximum: number): Check =>
  (value, path, generation) => {
    const given = generation === 'v2' ? Number(value) : value;
    if (Number.isInteger(given)) return integer(minimum, maximum)(given, path, generation);
    const isNumber = typeof given === 'number' && Number.isFinite(given);
    if (!isNumber) return wrongType('number', value, path, `${path.join('.')} must be a number`);
    // Between whole numbers the bound that is passed is the next one outwards.
    return integer(minimum, maximum)(given < 0 ? Math.floor(given) : Math.ceil(given), path, generation);
  };

const matching =
  (pattern: RegExp, format: string, message: string, v2: string, described = 'string'): Check =>
  (value, path) => {
    const text = `${path.join('.')} ${v2}`;
    if (typeof value !== 'string') return wrongType('string', value, path, text, described);
    if (pattern.test(value)) return [];
    return [
      { v3: { origin: 'string', code: 'invalid_format', format, pattern: String(pattern), path, message }, v2: text },
    ];
  };

/** An id. */
export const uuid: Check = matching(UUID, 'uuid', 'Invalid UUID', 'must be a UUID');

/** A full ISO 8601 date and time; a date alone is refused. */
export const dateTime: Check = matching(
  DATE_TIME,
  'datetime',
  'Invalid input: expected ISO 8601 datetime string, received string',
  'must be a Date instance',
  'ISO 8601 datetime string',
);

export const text: Check = (value, path) =>
  typeof value === 'string' ? [] : wrongType('string', value, path, `${path.join('.')} must be a string`);

const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** As the OpenAPI document of 3.x has it. */
export const email: Check = matching(EMAIL, 'email', 'Invalid email address', 'must be an email');

/** 2.x refuses an empty text too. */
export const password: Check = (value, path, generation) =>
  value === '' && generation === 'v2'
    ? wrongType('string', value, path, `${path.join('.')} should not be empty`)
    : text(value, path, generation);

const MARK: unique symbol = Symbol('required');

/** A value that must be there. */
export const required = (check: Check): Check =>
  Object.assign(((...given) => check(...given)) as Check, { [MARK]: true });

/** A text of at least one character, which has to be there; 2.x has two sentences for one that is not. */
export const filledText: Check = required((value, path) => {
  const name = path.join('.');
  if (typeof value === 'string' && value !== '') return [];
  const empty = wrongType('string', value, path, `${name} should not be empty`);
  return typeof value === 'string'
    ? empty
    : [...wrongType('string', value, path, `${name} must be a string`), ...empty];
});

export const boolean: Check = (value, path, generation) => {
  const isText = generation === 'v2' && (value === 'true' || value === 'false');
  if (typeof value === 'boolean' || isText) return [];
  return wrongType('boolean', value, path, `${path.join('.')} must be a boolean value`);
};

export const oneOf =
  (...values: readonly string[]): Check =>
  (value, path) => {
    if (typeof value === 'string' && values.includes(value)) return [];
    const options = values.map((option) => `"${option}"`).join('|');
    return [
      {
        v3: { code: 'invalid_value', values, path, message: `Invalid option: expected one of ${options}` },
        v2: `${path.join('.')} must be one of the following values: ${values.join(', ')}`,
      },
    ];
  };

export const listOf =
  (check: Check): Check =>
  (value, path, generation) => {
    if (!Array.isArray(value)) return wrongType('array', value, path, `${path.join('.')} must be an array`);
    return value.flatMap((item, index) => check(item, [...path, index], generation));
  };

/** An object whose fields pass their checks. */
export const objectOf =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path, generation) => {
    if (typeof value !== 'object' || value === null) {
      return wrongType('object', value, path, `${path.join('.')} must be an object`);
    }
    return issuesOf(value as Readonly<Record<string, unknown>>, checks, path, generation);
  };

export const nullable =
  (check: Check): Check =>
  (value, path, generation) =>
    value === null ? [] : check(value, path, generation);

/** A value that came in a URL: booleans and numbers are text there in both generations. */
export const fromUrl =
  (check: Check): Check =>
  (value, path) =>
    check(value, path, 'v2');

const issuesOf = (
  values: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  path: readonly (string | number)[],
  generation: Generation,
): readonly ValidationIssue[] =>
  Object.entries(checks).flatMap(([name, check]) =>
    values[name] === undefined && !(MARK in check) ? [] : check(values[name], [...path, name], generation),
  );

/** Throws the 400 that lists every field that fails its check. Absent fields pass unless required; unknown ones are ignored. */
export function validate(
  values: Readonly<Record<string, unknown>>,
  checks: Readonly<Record<string, Check>>,
  generation: Generation,
): void {
  const issues = issuesOf(values, checks, [], generation);
  if (issues.length > 0) throw validationError(issues);
}

/** Throws the 400 for a body that is no object. */
export function asObject(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  throw validationError(wrongType('object', body, [], 'body must be an object'));
}
