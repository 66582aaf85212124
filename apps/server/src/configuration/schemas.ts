import { isAbsolute, posix, win32 } from 'node:path';
import { parseSearches, type SavedSearch } from '@immich-webdav/immich-adapter';
import { parseTrustedProxies } from '@immich-webdav/webdav-adapter';
import ms, { type StringValue } from 'ms';
import { z } from 'zod';
import { isPasswordHash } from '../authentication/password-hash.ts';
import type { PathMapping } from './configuration.ts';

const HOUR_MS = 3_600_000;
/** A shorter interval would poll Immich without a pause; Node's timers end at 24.8 days. */
const SHORTEST_REFRESH_MS = 1000;
const LONGEST_REFRESH_MS = 24 * 24 * HOUR_MS;

/** A sweep reads a whole library. */
const SHORTEST_SWEEP_MS = 60_000;

/** An original on a sleeping disk takes Immich a while. */
const SHORTEST_TIMEOUT_MS = 1000;
const LONGEST_TIMEOUT_MS = HOUR_MS;

const items = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const refreshMs = z.number().min(SHORTEST_REFRESH_MS).max(LONGEST_REFRESH_MS);

/** The address of a web server, without user name, query and fragment. */
export const webAddress: z.ZodType<string> = z.url({ protocol: /^https?$/ }).refine((text) => {
  const url = URL.parse(text);
  return url !== null && !url.username && !url.password && !url.search && !url.hash;
});

/** Visible ASCII, as headers require. */
export const apiKey: z.ZodType<string | undefined> = z
  .string()
  .regex(/^[\x21-\x7e]+$/)
  .optional();

export const albumIds: z.ZodType<readonly string[]> = z
  .string()
  .transform((text) => items(text).map((id) => id.toLowerCase()))
  .pipe(z.array(z.guid()));

/** Extensions in any spelling: `.RAW, mov`. */
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

/** `30s` to milliseconds. The unit is required: a bare number would be milliseconds here, but hours in REFRESH_RATE_HOURS. */
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

/** More requests only slow Immich down. */
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

/** Megabytes to bytes; 0 = none. Fewer than 16 could not hold a photo. */
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

/** Decodes percent-encoding if it is valid. Encoded separators stay encoded, and are rejected. */
const unescaped = (text: string): string => {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
};

/** A path, plain or percent-encoded. A trailing slash is dropped; `/` is undefined. */
export const basePath: z.ZodType<string | undefined> = z
  .string()
  .transform(unescaped)
  .pipe(z.string().regex(/^\/$|^(\/(?!\.\.?(\/|$))[^\p{Cc}\\/?#%]+)+\/?$/u))
  .transform((text) => text.replace(/\/$/, '') || undefined)
  .optional();

/** RFC 7617 section 2: a user name has no colon. Control characters are rejected too. */
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

/** A path of this machine, unlike those of Immich's host. */
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

/** A list of distinct names in any case. */
export const namesOf = <Name extends string>(names: readonly Name[]): z.ZodType<readonly Name[]> =>
  z
    .string()
    .transform((text) => [...new Set(items(text.toLowerCase()))])
    .pipe(z.array(z.enum(names)).min(1));

/** One sentence for each item that is not among the names. */
export const unlistedNames = (text: string, names: readonly string[]): readonly string[] =>
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

/** Addresses and ranges of proxies, and names for ranges. */
export const trustedProxies: z.ZodType<readonly string[]> = z
  .string()
  .transform((text) => items(text.toLowerCase()))
  .refine((list) => {
    try {
      parseTrustedProxies(list);
      return true;
    } catch {
      return false;
    }
  });

export const filePath: z.ZodType<string | undefined> = z.string().refine(isAbsolute).optional();

/** `660`, octal. */
export const fileMode: z.ZodType<number> = z
  .string()
  .regex(/^0?[0-7]{3}$/)
  .transform((text) => Number.parseInt(text, 8));
