import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's password storage sheet: N 2^15, r 8, p 3, which needs 32 MiB. */
const cost = { N: 2 ** 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** A hash that needs more memory is rejected as configuration. */
const MEMORY_LIMIT = 256 * 1024 * 1024;

interface ParsedHash {
  readonly options: ScryptOptions;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/**
 * Hashes a password as `scrypt:<N>:<r>:<p>:<salt>:<hash>`, salt and hash in base64url. It contains no `$`, which Compose
 * files would expand as a variable.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password.normalize('NFC'), salt, HASH_BYTES, withMemory(cost));
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join(':');
}

/** Whether a password has the given hash. Rejects with a `TypeError` if `isPasswordHash` is false for it. */
export async function verifyPassword(password: string, text: string): Promise<boolean> {
  const parsed = parse(text);
  if (!parsed) throw new TypeError('The password hash does not have the format that hash-password prints.');
  const { options, salt, hash } = parsed;
  return timingSafeEqual(await derive(password.normalize('NFC'), salt, hash.length, options), hash);
}

/** Whether a text is a hash with an acceptable cost. */
export const isPasswordHash = (text: string): boolean => parse(text) !== undefined;

function parse(text: string): ParsedHash | undefined {
  const match = /^scrypt:(\d{1,7}):(\d{1,2}):(\d{1,2}):([\w-]{11,86}):([\w-]{22,86})$/.exec(text);
  if (!match) return undefined;
  const [, N, r, p, salt, hash] = match;
  const options = withMemory({ N: Number(N), r: Number(r), p: Number(p) });
  if (!isPowerOfTwo(Number(N)) || Number(r) < 1 || Number(p) < 1 || options.maxmem > MEMORY_LIMIT) return undefined;
  return { options, salt: Buffer.from(salt ?? '', 'base64url'), hash: Buffer.from(hash ?? '', 'base64url') };
}

/** RFC 7914 needs 128·r·(N + p + 2) bytes; Node's default limit is 32 MiB. */
const withMemory = ({ N, r, p }: { N: number; r: number; p: number }): ScryptOptions & { maxmem: number } => ({
  N,
  r,
  p,
  maxmem: 128 * r * (N + p + 2),
});

const isPowerOfTwo = (value: number): boolean => value > 1 && (value & (value - 1)) === 0;
