import { writeFile } from 'node:fs/promises';
import { type FakeImmich, photo } from '@immich-webdav/fake-immich';
import { stringify } from 'yaml';
import { emailOf, keyOf, markOf, type Person, passwordOf, people } from './people.ts';

/** The users of a users' file. Another number is another file, with other views for some. */
export const usersFile = (at: number): string =>
  stringify({
    users: people.map((person, index) => ({
      name: emailOf(person),
      password: passwordOf(person),
      apiKey: keyOf(person),
      views: (at + index) % 2 === 0 ? 'albums,favorites' : 'favorites,albums',
    })),
  });

/** What happens between the requests of a history, in turn. */
export function happenings(
  immich: FakeImmich,
  usersPath: string | undefined,
): readonly ((at: number) => Promise<void>)[] {
  const { library } = immich;
  const personAt = (at: number): Person => people[at % people.length] ?? 'alice';
  const upload = async (at: number): Promise<void> => {
    const person = personAt(at);
    const { id } = library.albumNamed(`Album ${markOf(person)}`);
    library.addToAlbum(id, library.addAsset(photo(`later ${at} ${markOf(person)}.jpg`, { owner: person })).id);
  };
  if (usersPath !== undefined) return [upload, async (at) => writeFile(usersPath, usersFile(at))];
  return [
    upload,
    async (at) => library.revokeKey(keyOf(personAt(at))),
    async () => {
      for (const person of people) library.allowKey(keyOf(person));
    },
    async (at) => library.endSessions(personAt(at)),
  ];
}
