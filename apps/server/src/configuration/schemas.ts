import { isAbsolute, posix, win32 } from 'node:path';
import { parseSearches, type SavedSearch } from '@immich-webdav/immich-adapter';
import ms, { type StringValue } from 'ms';
import { z } from 'zod';
import { isPasswordHash } from '../authentication/password-hash.ts';
import type { PathMapping } from './configuration.ts';

const HOUR_MS = 3_600_000;
/** Below a second Immich would be asked without a pause; a timer of Node's cannot wait for more than 24.8 days. */
const SHORTEST_REFRESH_MS = 1000;
const LONGEST_REFRESH_MS = 24 * 24 * HOUR_MS;

/** A sweep reads a whole library. */
const SHORTEST_SWEEP_MS = 60_000;

/** Immich takes its time to begin with an original on a disk that sleeps; who waits for an hour has given up. */
const SHORTEST_TIMEOUT_MS = 1000;
const LONGEST_TIMEOUT_MS = HOUR_MS;

const items = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const refreshMs = z.number().min(SHORTEST_REFRESH_MS).max(LONGEST_REFRESH_MS);

/** An address of a web server without a user name, a query or a fragment. */
export const webAddress: z.ZodType<string> = z.url({ protocol: /^https?$/ }).refine((text) => {
  const url = URL.parse(text);
  return url !== null && !url.username && !url.password && !url.search && !url.hash;
});

/** What a header may hold as a key: visible ASCII. */
export const apiKey: z.ZodType<string> = z.string().regex(/^[\x21-\x7e]+$/);

export const albumIds: z.ZodType<readonly string[]> = z
  .string()
  .transform((text) => items(text).map((id) => id.toLowerCase()))
  .pipe(z.array(z.guid()));

/** Extensions as users write them: `.RAW, mov`. */
export const extensions: z.ZodType<readonly string[]> = z
  .string()
  .transform((text) => items(text).map((item) => item.replace(/^\*?\./, '').toLowerCase()))
  .pipe(z.array(z.string().regex(/^[^\s/\\.]+$/)));

/** Hours to milliseconds. */
export const hours: z.ZodType<number | undefined> = z
  .string()
  .regex(/^\d*\.?\d+$/)
  .transform((text) => Number(text) * HOUR_MS)
  .pipe(refreshMs)
  .optional();

/** `30s` to milliseconds. The unit has to be there: a bare number would mean milliseconds here and hours beside it. */
const duration = z
  .string()
  .max(50)
  .regex(/^\d*\.?\d+ ?[a-z]+$/i)
  .transform((text) => ms(text as StringValue));

export const refreshInterval: z.ZodType<number | undefined> = duration.pipe(refreshMs).optional();

export const sweepInterval: z.ZodType<number> = duration.pipe(
  z.number().min(SHORTEST_SWEEP_MS).max(LONGEST_REFRESH_MS),
);

export const timeout: z.ZodType<number> = duration.pipe(z.number().min(SHORTEST_TIMEOUT_MS).max(LONGEST_TIMEOUT_MS));

export const flag: z.ZodType<boolean> = z.stringbool();

/** More than this only makes Immich slower. */
const MOST_REQUESTS = 64;

export const concurrency: z.ZodType<number> = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(MOST_REQUESTS));

/** Megabytes to bytes. */
export const megabytes: z.ZodType<number> = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(65_536))
  .transform((number) => number * 1_000_000);

/** Megabytes to bytes, or nothing; less than 16 would hold no photo. */
export const contentSpace: z.ZodType<number> = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.union([z.literal(0), z.number().min(16).max(100_000_000)]))
  .transform((number) => number * 1_000_000);

export const port: z.ZodType<number> = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));

export const host: z.ZodType<string | undefined> = z
  .union([
    z.ipv4(),
    z.ipv6(),
    z.string().regex(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i),
  ])
  .optional();

/** Escapes read, as far as they are readable; those of separators stay, and are refused with the rest. */
const unescaped = (text: string): string => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

/** A path, as it is read or percent-encoded; a slash at its end is dropped, and nothing is left of `/`. */
export const basePath: z.ZodType<string | undefined> = z
  .string()
  .transform(unescaped)
  .pipe(z.string().regex(/^\/$|^(\/(?!\.\.?(\/|$))[^\p{Cc}\\/?#%]+)+\/?$/u))
  .transform((text) => text.replace(/\/$/, '') || undefined)
  .optional();

/** RFC 7617 section 2: a user name has no colon; control characters are refused too. */
export const username: z.ZodType<string | undefined> = z
  .string()
  .regex(/^[^\p{Cc}:]+$/u)
  .optional();

export const password: z.ZodType<string | undefined> = z
  .string()
  .regex(/^\P{Cc}+$/u)
  .optional();

export const passwordHash: z.ZodType<string | undefined> = z.string().refine(isPasswordHash).optional();

const absolute = z.string().refine((path) => posix.isAbsolute(path) || win32.isAbsolute(path));

/** Of this machine, unlike the folders of Immich's. */
export const dataFolder: z.ZodType<string | undefined> = z
  .union([z.literal(':memory:'), z.string().refine(isAbsolute)])
  .optional();

export const contentFolder: z.ZodType<string | undefined> = z.string().refine(isAbsolute).optional();

/** `/data=/mnt/immich,/photos=/mnt/photos`. */
export const pathMap: z.ZodType<readonly PathMapping[]> = z
  .string()
  .transform((text) => items(text).map((item) => item.split('=').map((path) => path.trim())))
  .pipe(z.array(z.tuple([absolute, absolute])))
  .transform((pairs) => pairs.map(([from, to]) => ({ from, to })));

/** Any case, each once. */
export const namesOf = <Name extends string>(names: readonly Name[]): z.ZodType<readonly Name[]> =>
  z
    .string()
    .transform((text) => [...new Set(items(text.toLowerCase()))])
    .pipe(z.array(z.enum(names)).min(1));

/** What of a list of names is none of them, a sentence each. */
export const strangersIn = (text: string, names: readonly string[]): readonly string[] =>
  items(text)
    .filter((item) => !names.includes(item.toLowerCase()))
    .map((item) => `${JSON.stringify(item)} is none of them.`);

export const oneOf = <Name extends string>(names: readonly Name[]): z.ZodType<Name> =>
  z.string().toLowerCase().pipe(z.enum(names));

export const wholeNumber = (least: number, most: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

export const separator: z.ZodType<string | undefined> = z
  .string()
  .regex(/^\P{Cc}{1,20}$/u)
  .optional();

/** `Beach=smart:beach at sunset; Big videos=type:VIDEO size>500MB`. */
export const searches: z.ZodType<readonly SavedSearch[]> = z
  .string()
  .refine((text) => parseSearches(text).problems.length === 0)
  .transform((text) => parseSearches(text).searches);
