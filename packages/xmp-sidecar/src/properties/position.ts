/** Ten-thousandths of a minute, about 0.2 m: the precision of positions in photos. */
const unitsPerMinute = 10_000;
const unitsPerDegree = 60 * unitsPerMinute;

interface Axis {
  /** The largest number of degrees. */
  readonly limit: number;
  readonly positive: string;
  readonly negative: string;
}

const latitudes: Axis = { limit: 90, positive: 'N', negative: 'S' };
const longitudes: Axis = { limit: 180, positive: 'E', negative: 'W' };

/** A position in XMP's notation. */
export interface Position {
  readonly latitude: string;
  readonly longitude: string;
}

/** A position on earth. Undefined if a coordinate is absent or out of range. */
export function positionOf(latitude: number | undefined, longitude: number | undefined): Position | undefined {
  const [north, east] = [coordinate(latitude, latitudes), coordinate(longitude, longitudes)];
  return north && east ? { latitude: north, longitude: east } : undefined;
}

/** Degrees as `52,30.0000N` (XMP specification part 2, GPSCoordinate). Degrees and minutes are rounded together, so that minutes never reach 60. */
function coordinate(degrees: number | undefined, { limit, positive, negative }: Axis): string | undefined {
  if (degrees === undefined || !(Math.abs(degrees) <= limit)) return undefined;
  const units = Math.round(Math.abs(degrees) * unitsPerDegree);
  const minutes = ((units % unitsPerDegree) / unitsPerMinute).toFixed(4);
  return `${Math.floor(units / unitsPerDegree)},${minutes}${degrees < 0 ? negative : positive}`;
}
