/** A place where generated pictures are taken. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly timeZone: string;
  /** Hours before UTC, the same all year: a formula needs no more. */
  readonly offset: number;
}

const place = (
  city: string,
  state: string,
  country: string,
  latitude: number,
  longitude: number,
  offset: number,
): Place => ({
  city,
  state,
  country,
  latitude,
  longitude,
  timeZone: offset === 0 ? 'UTC' : `UTC${offset > 0 ? '+' : ''}${offset}`,
  offset,
});

/** Some of the cities of the GeoNames data set, as Immich spells them. */
export const PLACES: readonly [Place, ...Place[]] = [
  place('Berlin', 'State of Berlin', 'Germany', 52.52, 13.405, 1),
  place('Hamburg', 'Hamburg', 'Germany', 53.55, 9.99, 1),
  place('München', 'Bavaria', 'Germany', 48.14, 11.58, 1),
  place('Paris', 'Ile-de-France', 'France', 48.8566, 2.3522, 1),
  place('Lyon', 'Auvergne-Rhône-Alpes', 'France', 45.76, 4.84, 1),
  place('Rome', 'Lazio', 'Italy', 41.9, 12.5, 1),
  place('Venice', 'Veneto', 'Italy', 45.44, 12.32, 1),
  place('Madrid', 'Madrid', 'Spain', 40.42, -3.7, 1),
  place('Lisbon', 'Lisbon', 'Portugal', 38.72, -9.14, 0),
  place('London', 'England', 'United Kingdom', 51.51, -0.13, 0),
  place('Edinburgh', 'Scotland', 'United Kingdom', 55.95, -3.19, 0),
  place('Reykjavík', 'Capital Region', 'Iceland', 64.14, -21.94, 0),
  place('Athens', 'Attica', 'Greece', 37.98, 23.73, 2),
  place('Istanbul', 'Istanbul', 'Türkiye', 41.01, 28.98, 3),
  place('Cairo', 'Cairo', 'Egypt', 30.04, 31.24, 2),
  place('Nairobi', 'Nairobi Area', 'Kenya', -1.29, 36.82, 3),
  place('Delhi', 'Delhi', 'India', 28.65, 77.23, 5.5),
  place('Bangkok', 'Bangkok', 'Thailand', 13.75, 100.5, 7),
  place('Tokyo', 'Tokyo', 'Japan', 35.68, 139.69, 9),
  place('Kyoto', 'Kyoto', 'Japan', 35.02, 135.75, 9),
  place('Sydney', 'New South Wales', 'Australia', -33.87, 151.21, 10),
  place('Auckland', 'Auckland', 'New Zealand', -36.85, 174.76, 12),
  place('New York City', 'New York', 'United States of America', 40.71, -74.01, -5),
  place('San Francisco', 'California', 'United States of America', 37.77, -122.42, -8),
  place('Vancouver', 'British Columbia', 'Canada', 49.25, -123.12, -8),
  place('Mexico City', 'Mexico City', 'Mexico', 19.43, -99.13, -6),
  place('Lima', 'Lima', 'Peru', -12.04, -77.03, -5),
  place('Rio de Janeiro', 'Rio de Janeiro', 'Brazil', -22.91, -43.18, -3),
];
