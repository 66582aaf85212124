import { indexedIds, uuidFrom } from '../ids.ts';
import type { Person, Tag, Visibility } from '../records.ts';
import { PLACES, type Place } from './places.ts';
import { noise, oneIn, pick } from './random.ts';

/** What a generated asset is, beside a JPEG or MP4: all of it follows from the index. */
export interface Variety {
  readonly isMotion: (index: number) => boolean;
  readonly isVideo: (index: number) => boolean;
  /** In no album. */
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
  readonly camera: (index: number) => readonly [make: string, model: string];
  readonly rating: (index: number) => number | null;
  readonly description: (index: number) => string;
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
const EXTENSIONS: readonly [string, ...string[]] = ['JPG', 'JPG', 'JPG', 'HEIC', 'HEIC', 'PNG'];

const FIRST_YEAR = 2005;
const LAST_YEAR = 2025;

/** Chances of one library. */
interface Dice {
  readonly one: (n: number, index: number, salt: number) => boolean;
  readonly number: (index: number, salt: number) => number;
  readonly pick: <T>(list: readonly [T, ...T[]], index: number, salt: number) => T;
}

function createDice(seed: number): Dice {
  const salted = (salt: number): number => seed * 64 + salt;
  return {
    one: (n, index, salt) => oneIn(n, index, salted(salt)),
    number: (index, salt) => noise(index, salted(salt)),
    pick: (list, index, salt) => pick(list, index, salted(salt)),
  };
}

/** The formula of a varied library. */
export function createVariety(count: number, seed: number, ownerId: string, createdAt: number): Variety {
  const dice = createDice(seed);
  const people = peopleOf(count, seed, ownerId, createdAt);
  const tagId = (value: string): string => uuidFrom(`generated-tag:${seed}:${value}`);
  const kinds = kindsOf(count, seed, dice);
  const places = placesOf(dice);
  return {
    ...kinds,
    ...places,
    ...marksOf(dice, kinds),
    personIds: personsOn(people, dice, kinds.isVideo),
    tagIds: tagsOn(tagId, dice, places.place),
    people,
    tags: tagsOf(ownerId, createdAt, tagId),
  };
}

const at = (index: number): number => index % PERIOD;
const trip = (index: number): number => Math.floor(index / TRIP);

type Kinds = Pick<
  Variety,
  | 'isMotion'
  | 'isLoose'
  | 'extension'
  | 'isVideo'
  | 'nameNumber'
  | 'livePhotoVideo'
  | 'isTranscoded'
  | 'stackId'
  | 'stackIndexes'
  | 'stackAt'
>;

/** What sort of file it is, and with which it belongs together. */
function kindsOf(count: number, seed: number, dice: Dice): Kinds {
  const stackIds = indexedIds(`generated-stack:${seed}`);
  const isMotion = (index: number): boolean => MOTIONS.has(at(index));
  const isStill = (index: number): boolean => STILLS.has(at(index)) && index + 1 < count;
  const hasStack = (start: number): boolean => start + STACK_RAW < count && dice.one(5, start, 23);
  const isPart = (index: number, place: number): boolean => at(index) === place && hasStack(index - at(index));
  const isRaw = (index: number): boolean => isPart(index, STACK_RAW);
  const isPrimary = (index: number): boolean => isPart(index, STACK_PRIMARY);
  return {
    isMotion,
    isVideo: (index) => VIDEOS.has(at(index)) || isMotion(index),
    // Motion parts are never members; of the rest, three in ten are in no album.
    isLoose: (index) => isMotion(index) || dice.number(index, 3) % 10 < 3,
    extension: (index) => {
      if (isMotion(index)) return 'MOV';
      if (VIDEOS.has(at(index))) return dice.one(2, index, 4) ? 'MOV' : 'MP4';
      if (isStill(index)) return 'HEIC';
      if (isRaw(index)) return 'DNG';
      return isPrimary(index) ? 'JPG' : dice.pick(EXTENSIONS, index, 5);
    },
    nameNumber: (index) => (isMotion(index) || isRaw(index) ? index : index + 1),
    livePhotoVideo: (index) => (isStill(index) ? index + 1 : undefined),
    isTranscoded: (index) => VIDEOS.has(at(index)) && dice.one(2, index, 4),
    stackId: (index) => {
      if (isPrimary(index)) return stackIds.idOf(index);
      return isRaw(index) ? stackIds.idOf(index - 1) : null;
    },
    *stackIndexes() {
      for (let start = 0; start < count; start += PERIOD) if (hasStack(start)) yield start + STACK_PRIMARY;
    },
    stackAt: (id) => {
      const index = stackIds.indexOf(id);
      return index !== undefined && isPrimary(index) ? index : undefined;
    },
  };
}

/** Where it was taken, and where an external library keeps it. */
function placesOf(dice: Dice): Pick<Variety, 'place' | 'folder'> {
  const place = (index: number): Place | undefined =>
    dice.one(5, trip(index), 1) ? undefined : dice.pick(PLACES, trip(index), 2);
  return {
    place,
    folder: (index, year) =>
      dice.one(5, trip(index), 22)
        ? `/mnt/photos/${year}/${place(index)?.city ?? 'Elsewhere'} ${trip(index)}`
        : undefined,
  };
}

/** What users, and cameras, said of it. */
function marksOf(
  dice: Dice,
  { isMotion, isVideo, stackId }: Kinds,
): Pick<Variety, 'visibility' | 'isFavorite' | 'isEdited' | 'camera' | 'rating' | 'description'> {
  return {
    visibility: (index) => {
      if (isMotion(index)) return 'hidden';
      return dice.one(100, index, 6) && stackId(index) === null ? 'archive' : 'timeline';
    },
    isFavorite: (index) => dice.one(50, index, 7) && !isMotion(index),
    isEdited: (index) => dice.one(100, index, 8) && !isVideo(index) && stackId(index) === null,
    camera: (index) => dice.pick(CAMERAS, Math.floor(index / 50), 9),
    rating: (index) => (dice.one(20, index, 10) ? 1 + (dice.number(index, 11) % 5) : null),
    description: (index) => (dice.one(30, index, 12) ? `Description ${index + 1}` : ''),
  };
}

/** Two in five pictures have one to three people on them, the first of the list most often. */
function personsOn(
  people: readonly Person[],
  dice: Dice,
  isVideo: (index: number) => boolean,
): (index: number) => readonly string[] {
  const drawn = (index: number, salt: number): string =>
    people[Math.floor(people.length * (dice.number(index, salt) / 2 ** 32) ** 2.5)]?.id ?? '';
  return (index) => {
    if (dice.number(index, 13) % 10 >= 4 || isVideo(index)) return [];
    const number = 1 + (dice.number(index, 14) % 3);
    return [...new Set(Array.from({ length: number }, (_, place) => drawn(index, 15 + place)))];
  };
}

function tagsOn(tagId: (value: string) => string, dice: Dice, place: Variety['place']): Variety['tagIds'] {
  const known = new Map<string, string>();
  const idOf = (value: string): string => {
    const id = known.get(value) ?? tagId(value);
    known.set(value, id);
    return id;
  };
  return (index, year) => {
    const where = dice.one(3, trip(index), 18) && dice.one(2, index, 19) ? place(index) : undefined;
    return [
      ...(where ? [idOf(`Trips/${year}/${where.city}`)] : []),
      ...(dice.one(30, index, 20) ? [idOf(dice.pick(FLAT_TAGS, index, 21))] : []),
    ];
  };
}

function peopleOf(count: number, seed: number, ownerId: string, createdAt: number): readonly Person[] {
  const length = Math.min(200, Math.max(5, Math.floor(count / 2000)));
  return Array.from({ length }, (_, number) => {
    const isNamed = number < NAMES.length || number % 5 < 2;
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
