import { hasFourDigitYear } from '../properties/iso-date.ts';

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

/** RFC 9110 section 5.6.7: whole seconds, GMT. Undefined for a time whose year does not have four digits. */
export function formatHttpDate(ms: number): string | undefined {
  return hasFourDigitYear(ms) ? new Date(ms).toUTCString() : undefined;
}

/**
 * `Last-Modified` of a resource, never later than `Date` (RFC 9110 section 8.8.2.1). Undefined for a time that no HTTP date
 * can show.
 */
export const formatLastModified = (modifiedAt: number): string | undefined =>
  formatHttpDate(Math.min(modifiedAt, Date.now()));

/** Seconds since 1970, or undefined for what is not an HTTP date: such a header is ignored (RFC 9110 section 13.1.3). */
export function parseHttpDate(value: string | undefined): number | undefined {
  for (const format of formats) {
    const fields = format.exec(value ?? '')?.groups;
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

/** Two digits that appear to be more than 50 years ahead are of the most recent such year in the past. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  const now = new Date().getUTCFullYear();
  const inCentury = now - (now % 100) + year;
  return inCentury > now + 50 ? inCentury - 100 : inCentury;
}
