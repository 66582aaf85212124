import { unfitAnswer } from '../errors/answer-errors.ts';

/** Whether a value is an object or an array. An old database, a proxy or another release may answer anything. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether a record has an id that needs no escaping in an address. */
export const hasId = (value: unknown): boolean => isRecord(value) && isText(value.id) && /^[\w-]+$/.test(value.id);

/** Whether a record has a UUID, which Immich requires in requests about it. */
export const hasUuid = (value: unknown): boolean =>
  isRecord(value) && isText(value.id) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value.id);

/** Whether a value is a non-empty text. */
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
