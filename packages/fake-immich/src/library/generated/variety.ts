import { indexedIds, uuidFrom } from '../ids.ts';
import type { Exif, Person, Tag, Visibility } from '../records.ts';
import { PLACES, type Place } from './places.ts';
import { noise, oneIn, pick } from './random.ts';

/** What a generated asset is, beside a JPEG or MP4: all of it follows from the index. */
export interface Variety {
  readonly isMotion: (index: number) => boolean;
  readonly isLoose: (index: number) => boolean;
  readonly extension: (index: number) => string;
  /** Number in the file name: the parts of a live photo, and RAW with JPEG, share one. */
  readonly nameNumber: (index: number) => number;
  readonly livePhotoVideo: (index: number) => number | undefined;
  readonly visibility: (index: number) => Visibility;
  readonly isFavorite: (index: number) => boolean;
  readonly isEdited: (index: number) => boolean;
  readonly isTranscoded: (index: number) => boolean;
  readonly place: (index: number) => Place | undefined;
  readonly exif: (index: number) => Partial<Exif>;
  readonly personIds: (index: number) => readonly string[];
  readonly tagIds: (index: number, year: number) => readonly string[];
  readonly stackId: (index: number) => string | null;
  /** The folder of an external library, if it is of one. */
  readonly folder: (index: number, year: number) => string | undefined;
  readonly people: readonly Person[];
  readonly tags: readonly Tag[];
  readonly stackIndexes: () => Iterable<number>;
  readonly stackAt: (id: string) => number | undefined;
}

/** A pattern repeats after so many assets; places in it say what an asset is. */
const PERIOD = 40;
const VIDEOS = new Set([7, 27]);
const STILLS = new Set([18, 38]);
const MOTIONS = new Set([19, 39]);
const STACK_PRIMARY = 10;
const STACK_RAW = 11;

/** So many in a row were taken in one place, on one trip. */
const TRIP = 300;

const CAMERAS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['Apple', 'iPhone 8'],
  ['Apple', 'iPhone 12'],
  ['Apple', 'iPhone 15 Pro'],
  ['Google', 'Pixel 6'],
  ['samsung', 'SM-G991B'],
  ['Canon', 'Canon EOS 6D'],
  ['NIKON CORPORATION', 'NIKON D750'],
  ['SONY', 'ILCE-7M3'],
  ['FUJIFILM', 'X-T4'],
  ['OLYMPUS CORPORATION', 'E-M10'],
];

const NAMES: readonly [string, ...string[]] =
  'Alice,Bruno,Chloé,David,Emma,Farid,Grace,Hugo,Ines,Jonas,Klara,Luca,Mia,Noah,Olga,Paul,Quinn,Rosa,Sven,Tariq'.split(
    ',',
  ) as [string, ...string[]];

const FLAT_TAGS: readonly [string, ...string[]] = ['Family', 'Print', 'Work'];
const FIRST_YEAR = 2005;
const LAST_YEAR = 2025;

/** The formula of a varied library. */
export function createVariety(count: number, seed: number, ownerId: string, createdAt: number): Variety {
  const at = (index: number): number => index % PERIOD;
  const salted = (salt: number): number => seed * 64 + salt;
  const chance = (n: number, index: number, salt: number): boolean => oneIn(n, index, salted(salt));
  const trip = (index: number): number => Math.floor(index / TRIP);
  const place = (index: number): Place | undefined =>
    chance(5, trip(index), 1) ? undefined : pick(PLACES, trip(index), salted(2));
  const isMotion = (index: number): boolean => MOTIONS.has(at(index));
  const isStill = (index: number): boolean => STILLS.has(at(index)) && index + 1 < count;
  const isStacked = (index: number): boolean =>
    at(index) === STACK_RAW || (at(index) === STACK_PRIMARY && index + 1 < count);
  const isVideo = (index: number): boolean => VIDEOS.has(at(index)) || isMotion(index);
  const stackIds = indexedIds(`generated-stack:${seed}`);

  const people = Array.from({ length: Math.min(200, Math.max(5, Math.floor(count / 2000))) }, (_, number): Person => {
    const isNamed = number < 20 || number % 5 < 2;
    const family = Math.floor(number / NAMES.length);
    return {
      id: uuidFrom(`generated-person:${seed}:${number}`),
      ownerId,
      name: isNamed ? `${NAMES[number % NAMES.length]}${family > 0 ? ` ${family + 1}` : ''}` : '',
      birthDate: null,
      isHidden: number % 20 === 19,
      isFavorite: number < 2,
      createdAt,
      updatedAt: createdAt,
    };
  });
  const tagId = (value: string): string => uuidFrom(`generated-tag:${seed}:${value}`);
  const personAt = (index: number, salt: number): string =>
    people[Math.floor(people.length * (noise(index, salted(salt)) / 2 ** 32) ** 2.5)]?.id ?? '';

  return {
    isMotion,
    // Motion parts are never members; of the rest, three in ten are in no album.
    isLoose: (index) => isMotion(index) || noise(index, salted(3)) % 10 < 3,
    extension: (index) => {
      if (isMotion(index)) return 'MOV';
      if (VIDEOS.has(at(index))) return chance(2, index, 4) ? 'MOV' : 'MP4';
      if (isStill(index)) return 'HEIC';
      if (at(index) === STACK_RAW) return 'DNG';
      if (at(index) === STACK_PRIMARY) return 'JPG';
      return pick(['JPG', 'JPG', 'JPG', 'HEIC', 'HEIC', 'PNG'], index, salted(5));
    },
    nameNumber: (index) => (isMotion(index) || at(index) === STACK_RAW ? index : index + 1),
    livePhotoVideo: (index) => (isStill(index) ? index + 1 : undefined),
    visibility: (index) => {
      if (isMotion(index)) return 'hidden';
      return !isStacked(index) && chance(100, index, 6) ? 'archive' : 'timeline';
    },
    isFavorite: (index) => !isMotion(index) && chance(50, index, 7),
    isEdited: (index) => !isVideo(index) && !isStacked(index) && chance(100, index, 8),
    isTranscoded: (index) => VIDEOS.has(at(index)) && chance(2, index, 4),
    place,
    exif: (index) => {
      const where = place(index);
      const [make, model] = pick(CAMERAS, Math.floor(index / 50), salted(9));
      return {
        make,
        model,
        ...(where && {
          latitude: where.latitude,
          longitude: where.longitude,
          city: where.city,
          state: where.state,
          country: where.country,
          timeZone: where.timeZone,
        }),
        rating: chance(20, index, 10) ? 1 + (noise(index, salted(11)) % 5) : null,
        description: chance(30, index, 12) ? `Description ${index + 1}` : '',
      };
    },
    personIds: (index) => {
      if (isVideo(index) || noise(index, salted(13)) % 10 >= 4) return [];
      return [
        ...new Set(Array.from({ length: 1 + (noise(index, salted(14)) % 3) }, (_, n) => personAt(index, 15 + n))),
      ];
    },
    tagIds: (index, year) => {
      const where = chance(3, trip(index), 18) ? place(index) : undefined;
      return [
        ...(where && noise(index, salted(19)) % 2 === 0 ? [tagId(`Trips/${year}/${where.city}`)] : []),
        ...(chance(30, index, 20) ? [tagId(pick(FLAT_TAGS, index, salted(21)))] : []),
      ];
    },
    stackId: (index) => (isStacked(index) ? stackIds.idOf(index - (at(index) === STACK_RAW ? 1 : 0)) : null),
    folder: (index, year) =>
      chance(5, trip(index), 22)
        ? `/mnt/photos/${year}/${place(index)?.city ?? 'Elsewhere'} ${trip(index)}`
        : undefined,
    people,
    tags: tagsOf(ownerId, createdAt, tagId),
    *stackIndexes() {
      for (let index = STACK_PRIMARY; index + 1 < count; index += PERIOD) yield index;
    },
    stackAt: (id) => {
      const index = stackIds.indexOf(id);
      return index !== undefined && index + 1 < count && at(index) === STACK_PRIMARY ? index : undefined;
    },
  };
}

function tagsOf(ownerId: string, createdAt: number, tagId: (value: string) => string): readonly Tag[] {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, number) => FIRST_YEAR + number);
  const trips = years.flatMap((year) => [`Trips/${year}`, ...PLACES.map(({ city }) => `Trips/${year}/${city}`)]);
  return [...FLAT_TAGS, 'Trips', ...trips].map((value) => {
    const parent = value.slice(0, Math.max(0, value.lastIndexOf('/')));
    return {
      id: tagId(value),
      ownerId,
      value,
      parentId: parent === '' ? null : tagId(parent),
      createdAt,
      updatedAt: createdAt,
    };
  });
}
