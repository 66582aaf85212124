import { databaseYear } from '../render/dates.ts';

const DAY = 86_400_000;

/** The month of a time, counted from the year 0; by arithmetic alone, as it is asked for a million times. */
export function monthNumber(time: number): number {
  // Days to civil date, by Howard Hinnant: years begin in March, so that the leap day is the last.
  const days = Math.floor(time / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  return (yearOfEra + era * 400) * 12 + Math.floor((5 * dayOfYear + 2) / 153) + 2;
}

/** Its name in a timeline, as PostgreSQL writes a date: `2024-03-01`, `50470-01-01`, `0044-03-01 BC`. */
export function monthName(month: number): string {
  const year = Math.floor(month / 12);
  const { digits, era } = databaseYear(year);
  return `${digits}-${String(month - year * 12 + 1).padStart(2, '0')}-01${era}`;
}
