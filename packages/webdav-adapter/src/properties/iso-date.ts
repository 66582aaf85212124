const first = Date.parse('0000-01-01T00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether HTTP and RFC 3339 can write a time, in milliseconds since 1970: both have four digits for the year. */
export const hasFourDigitYear = (ms: number): boolean => ms >= first && ms <= last;

/**
 * RFC 3339 date and time in UTC, as RFC 4918 section 15.1 wants it, in whole seconds: some clients cannot read a fraction. Undefined
 * for a time whose year does not have four digits.
 */
export const formatIsoDate = (ms: number): string | undefined =>
  hasFourDigitYear(ms) ? new Date(ms).toISOString().replace(/\.\d+/, '') : undefined;
