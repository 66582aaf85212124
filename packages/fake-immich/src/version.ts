/** An Immich release, for example `3.1.0`. Any release may be claimed; see {@link generationOf}. */
export type ImmichVersion = `${number}.${number}.${number}`;

/** The two behaviours that were measured: 2.7.5 (`v2`) and 3.1.0 (`v3`). */
export type Generation = 'v2' | 'v3';

/** A release of major 2 or lower behaves as 2.7.5, every later one as 3.1.0 (so `4.0.0` claims to be new and is not). */
export const generationOf = (version: ImmichVersion): Generation => (Number.parseInt(version, 10) >= 3 ? 'v3' : 'v2');
