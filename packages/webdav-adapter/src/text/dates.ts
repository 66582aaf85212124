const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const time = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
const shortDay = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const longDay = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

/** IMF-fixdate, then the two obsolete formats that recipients must accept: RFC 850 and asctime. */
const formats = [
  new RegExp(`^${shortDay}, (?<day>\\d\\d) ${month} (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^${longDay}, (?<day>\\d\\d)-${month}-(?<year>\\d\\d) ${time} GMT$`),
  new RegExp(`^${shortDay} ${month} (?<day>\\d\\d| \\d) ${time} (?<year>\\d{4})$`),
];

const firstYear = Date.parse('0000-01-01T00:00Z');
const lastYear = Date.parse('9999-12-31T23:59:59.999Z');
/** HTTP and RFC 3339 write the year with four digits. */
const hasFourDigitYear = (ms: number): boolean => ms >= firstYear && ms <= lastYear;

/** RFC 9110 section 5.6.7: whole seconds, GMT. Undefined when the year does not have four digits. */
export function formatHttpDate(ms: number): string | undefined {
  return hasFourDigitYear(ms) ? new Date(ms).toUTCString() : undefined;
}

/**
 * The `Last-Modified` of a resource, never later than `Date` (RFC 9110 section 8.8.2.1). Undefined when the year does not have four
 * digits.
 */
export const formatLastModified = (modifiedAt: number): string | undefined =>
  formatHttpDate(Math.min(modifiedAt, Date.now()));

/**
 * RFC 3339 date and time in UTC (RFC 4918 section 15.1), in whole seconds because some clients cannot read a fraction. Undefined
 * when the year does not have four digits.
 */
export const formatIsoDate = (ms: number): string | undefined =>
  hasFourDigitYear(ms) ? new Date(ms).toISOString().replace(/\.\d+/, '') : undefined;

/** Seconds since 1970. Undefined when the value is not an HTTP date; ignore such a header (RFC 9110 section 13.1.3). */
export function parseHttpDate(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  for (const format of formats) {
    const fields = format.exec(value)?.groups;
    if (fields) return secondsOf(fields);
  }
  return undefined;
}

function secondsOf(fields: Readonly<Record<string, string>>): number | undefined {
  const { year = '', month = '', day, hour, minute, second } = fields;
  const [inYear, number] = [fullYear(year), Number(day)];
  const date = new Date(0);
  date.setUTCFullYear(inYear, months.indexOf(month), number);
  // The 31st of February is no date.
  if (date.getUTCDate() !== number) return undefined;
  return date.setUTCHours(Number(hour), Number(minute), Number(second)) / 1000;
}

/** RFC 9110 section 5.6.7: a two-digit year more than 50 years ahead is the latest such year in the past. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  const now = new Date().getUTCFullYear();
  const inCentury = now - (now % 100) + year;
  return inCentury > now + 50 ? inCentury - 100 : inCentury;
}
