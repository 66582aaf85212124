import { library, photo } from '@immich-webdav/fake-immich';

/** The people of the library, all with the same albums, names and sizes. */
export const people = ['alice', 'bob', 'carol'] as const;
export type Person = (typeof people)[number];

export const emailOf = (person: Person): string => `${person}@example.com`;
export const passwordOf = (person: Person): string => `${person} secret`;
export const keyOf = (person: Person): string => person.padEnd(43, '0');

/** A word that stands in every name and every content of a person, and nowhere else. */
export const markOf = (person: Person): string => `of-${person}`;

const bytes = (text: string): Buffer => Buffer.from(text.padEnd(64));

/** Three libraries that differ in their marks alone. */
export const describedPeople: ReturnType<typeof library> = people.reduce(
  (grown, person) =>
    grown
      .user(person, {
        email: emailOf(person),
        password: passwordOf(person),
        apiKeys: [{ secret: keyOf(person) }],
      })
      .album('Trips', [
        photo('same.jpg', { content: bytes(`same bytes ${markOf(person)}`), isFavorite: true }),
        photo(`${markOf(person)}.jpg`, { content: bytes(markOf(person)) }),
      ])
      .album(`Album ${markOf(person)}`, [photo('one.jpg', { content: bytes(`one ${markOf(person)}`) })]),
  library(),
);

/** Paths of a tree with the views albums and favorites: everyone's, and those that one person alone has. */
export const paths: readonly string[] = [
  '',
  'Albums/',
  'Albums/Trips/',
  'Albums/Trips/same.jpg',
  'Favorites/',
  'Favorites/same.jpg',
  'absent',
  ...people.flatMap((person) => [
    `Albums/Trips/${markOf(person)}.jpg`,
    `Albums/Album%20${markOf(person)}/`,
    `Albums/Album%20${markOf(person)}/one.jpg`,
  ]),
];
