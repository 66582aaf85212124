import type { Asset, Person } from '../library/records.ts';
import type { LibraryState } from '../library/state.ts';
import type { Generation } from '../version.ts';
import { databaseDate, isoDate } from './dates.ts';
import { renderFace } from './face.ts';

/** Immich makes the picture once someone has a face. */
const thumbnailPath = ({ id, ownerId }: Person): string =>
  `/data/thumbs/${ownerId}/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}.jpeg`;

/** A person as lists show them. */
export const renderPerson = (person: Person, date: (time: number) => string = isoDate): Record<string, unknown> => ({
  id: person.id,
  name: person.name,
  birthDate: person.birthDate,
  thumbnailPath: thumbnailPath(person),
  isHidden: person.isHidden,
  isFavorite: person.isFavorite,
  updatedAt: date(person.updatedAt),
});

/** The people of an asset, inside it; 2.x adds their faces. */
export const renderPeopleOf = (library: LibraryState, asset: Asset, generation: Generation): readonly object[] =>
  asset.personIds.flatMap((id) => {
    const person = library.people.get(id);
    if (!person) return [];
    const rendered = renderPerson(person, databaseDate);
    return [generation === 'v2' ? { ...rendered, faces: [renderFace(asset, person)] } : rendered];
  });
