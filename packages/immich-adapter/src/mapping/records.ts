import { unfitAnswer } from '../errors/answer-errors.ts';

/** Whether a value is an object or an array. A database that is years old, a proxy or another release may answer anything. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether a record can be referred to: it has an id that stays the same in an address. */
export const hasId = (value: unknown): boolean => isRecord(value) && isText(value.id) && /^[\w-]+$/.test(value.id);

/** The same for a record that Immich is asked about, which it refuses for any other id. */
export const hasUuid = (value: unknown): boolean =>
  isRecord(value) && isText(value.id) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value.id);

/** Whether a value is a text that says something. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * The usable records of an array; one bad record must not hide the others. Throws `bad-response` where there is no array; `what`
 * says where.
 */
export function recordsIn<T>(
  value: readonly T[] | undefined,
  what: string,
  isUsable: (record: unknown) => boolean = hasId,
): readonly T[] {
  if (!Array.isArray(value)) throw unfitAnswer(what);
  return value.every(isUsable) ? value : value.filter(isUsable);
}

/** The same for a whole list; throws `bad-response` for one without any usable record too, because no Immich answers so. */
export function listIn<T>(
  value: readonly T[] | undefined,
  what: string,
  isUsable: (record: unknown) => boolean = hasId,
): readonly T[] {
  const records = recordsIn(value, what, isUsable);
  if (records.length === 0 && value?.length !== 0) throw unfitAnswer(what);
  return records;
}
