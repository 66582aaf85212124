import { expect, it } from 'vitest';
import { metadataOf } from '../../test/metadata.ts';
import { dateOf } from './date.ts';

const hour = 3_600_000;
const noon = Date.UTC(2024, 4, 1, 12);
const dateAt = (capturedAt: number, capturedLocally?: number): string | undefined =>
  dateOf(metadataOf({ capturedAt, ...(capturedLocally === undefined ? {} : { capturedLocally }) }).asset);

it.each([
  ['east', noon + 5.75 * hour, '2024-05-01T17:45:00+05:45'],
  ['west, the day before', noon - 12.5 * hour, '2024-04-30T23:30:00-12:30'],
  ['Greenwich', noon, '2024-05-01T12:00:00+00:00'],
  ['with seconds in the offset: the clock alone', noon + 1_172_000, '2024-05-01T12:19:32'],
  ['a day off: the clock alone', noon + 24 * hour, '2024-05-02T12:00:00'],
])('tells the clock and its offset: %s', (_, locally, expected) => expect(dateAt(noon, locally)).toBe(expected));

it('tells no offset that is not known', () => expect(dateAt(noon)).toBe('2024-05-01T12:00:00'));

it('tells milliseconds where there are some', () =>
  expect(dateAt(noon + 50, noon + 50)).toBe('2024-05-01T12:00:00.050+00:00'));

it.each([Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15, Date.UTC(10_000, 0), Date.UTC(-1, 0)])(
  'tells nothing of %d, which is no date of XMP',
  (capturedAt) => expect(dateAt(capturedAt)).toBeUndefined(),
);
