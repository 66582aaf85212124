import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { formatHttpDate, formatLastModified, parseHttpDate } from './dates.ts';

const seconds = Date.UTC(1994, 10, 6, 8, 49, 37) / 1000;
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The obsolete formats, made of the preferred one. */
const rfc850 = (date: Date): string => {
  const [, day, month, , time] = date.toUTCString().split(' ');
  return `${days[date.getUTCDay()]}, ${day}-${month}-${date.toISOString().slice(2, 4)} ${time} GMT`;
};
const asctime = (date: Date): string => {
  const [weekday, day, month, year, time] = date.toUTCString().split(' ');
  return `${weekday?.slice(0, 3)} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
};
const within = (min: string, max: string) => fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe('an HTTP date', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    'is read as RFC 9110 section 5.6.7 shows it: %s',
    (text) => {
      expect(parseHttpDate(text)).toBe(seconds);
    },
  );

  it.each(['America/New_York', 'UTC', 'Asia/Tokyo'])('is GMT in every format where the clock shows %s', (zone) => {
    vi.stubEnv('TZ', zone);
    fc.assert(
      fc.property(within('0001-01-01', '9999-12-31'), (date) => {
        const whole = Math.floor(date.getTime() / 1000);
        expect(parseHttpDate(date.toUTCString())).toBe(whole);
        expect(parseHttpDate(asctime(date))).toBe(whole);
      }),
    );
    fc.assert(
      fc.property(within('1980-01-01', '2050-12-31'), (date) => {
        expect(parseHttpDate(rfc850(date))).toBe(Math.floor(date.getTime() / 1000));
      }),
    );
  });

  it('of two digits is at most 50 years ahead', () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 5, 1) });
    expect(parseHttpDate('Monday, 06-Jan-76 00:00:00 GMT')).toBe(Date.UTC(2076, 0, 6) / 1000);
    expect(parseHttpDate('Thursday, 06-Jan-77 00:00:00 GMT')).toBe(Date.UTC(1977, 0, 6) / 1000);
  });

  it('may have a leap second', () => {
    expect(parseHttpDate('Sat, 31 Dec 2016 23:59:60 GMT')).toBe(Date.UTC(2017, 0, 1) / 1000);
  });

  it.each([
    undefined,
    '',
    'rubbish',
    'Mon, 06 Jan 2031',
    '06 Jan 2031 00:00:00 GMT',
    'Mon, 6 Jan 2031 00:00:00 GMT',
    'Mon, 06 Jan 2031 00:00:00',
    'Mon, 06 Jan 2031 00:00:00 UTC',
    'Mon, 06 Jan 2031 00:00:00 +0000',
    'Mon, 06 Jan 2031 24:00:00 GMT',
    'Mon, 06 Jan 2031 00:60:00 GMT',
    'Mon, 31 Feb 2031 00:00:00 GMT',
    'Mon, 00 Feb 2031 00:00:00 GMT',
    'mon, 06 jan 2031 00:00:00 gmt',
    'Mon, 06 Jan 12031 00:00:00 GMT',
    'Mon, 06-Jan-31 00:00:00 GMT',
    'Mon Jan 6 00:00:00 2031',
    'Mon Jan 06 00:00:00 2031 GMT',
    '2031-01-06T00:00:00Z',
    'Monday, January 6, 2031',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
  ])('is not %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined();
  });

  it('is never read from text that no format allows, nor written with a year that it cannot hold', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => parseHttpDate(text) === undefined));
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer({ min: -8.64e15, max: 8.64e15 })), (ms) => {
        const text = formatHttpDate(ms);
        if (text !== undefined) expect(text).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
        expect(text === undefined || parseHttpDate(text) === Math.floor(Math.trunc(ms) / 1000)).toBe(true);
      }),
    );
  });
});

it('Last-Modified is now for what was changed in the future', () => {
  const now = Date.UTC(2026, 5, 1);
  vi.useFakeTimers({ now });
  expect(formatLastModified(now - 5000)).toBe(formatHttpDate(now - 5000));
  expect(formatLastModified(Date.UTC(2097, 4, 12))).toBe(formatHttpDate(now));
  expect(formatLastModified(Date.UTC(50_470, 0, 6))).toBe(formatHttpDate(now));
  expect(formatLastModified(Date.UTC(-44, 2, 15))).toBeUndefined();
});
