import type { Camera, Place } from '@immich-webdav/core';
import type { ImmichExif } from '../contract/immich.ts';

/** Returns one object for equal values: a library of a million assets has few cameras and cities. */
export interface Shared {
  text(text: string): string;
  /** Undefined when nothing is cached. */
  camera(exif: ImmichExif): Camera | undefined;
  place(exif: ImmichExif): Place | undefined;
}

const CAMERA = ['make', 'model'] as const;
const NAMES = ['country', 'state', 'city'] as const;
const DEGREES = ['latitude', 'longitude'] as const;

export function createShared(): Shared {
  const texts = new Map<string, string>();
  const objects = new Map<string, object>();

  function text(value: string): string {
    const cached = texts.get(value);
    if (cached === undefined) texts.set(value, value);
    return cached ?? value;
  }

  /** The non-empty texts among some properties. */
  const textsOf = (exif: ImmichExif, names: readonly (keyof ImmichExif)[]): readonly (readonly [string, string])[] =>
    names.flatMap((name) => {
      const value = exif[name];
      return typeof value === 'string' && value !== '' ? [[name, text(value)] as const] : [];
    });

  function one<T extends object>(entries: readonly (readonly [string, string | number])[]): T | undefined {
    if (entries.length === 0) return undefined;
    const key = entries.join('\0');
    const made = objects.get(key) ?? Object.fromEntries(entries);
    objects.set(key, made);
    return made as T;
  }

  return {
    text,
    camera: (exif) => one<Camera>(textsOf(exif, CAMERA)),
    place: (exif) => one<Place>([...textsOf(exif, NAMES), ...degreesOf(exif)]),
  };
}

/** Both or none. */
function degreesOf(exif: ImmichExif): readonly (readonly [string, number])[] {
  const cached = DEGREES.flatMap((name) => {
    const value = exif[name];
    return typeof value === 'number' && Number.isFinite(value) ? [[name, value] as const] : [];
  });
  return cached.length === DEGREES.length ? cached : [];
}
