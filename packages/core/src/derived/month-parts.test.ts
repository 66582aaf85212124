import { describe, expect, it } from 'vitest';
import { asset } from '../../test/library.ts';
import { setUp } from '../../test/set-up.ts';
import { LibraryError } from '../errors/library-error.ts';
import type { AssetSource } from '../ports/asset-source.ts';

const library = { albums: [], loose: [asset('mine.jpg', 'mine', { isFavorite: true })] };

/** A source that lets nobody see what partners share, until told. */
function refusing() {
  const state = { isAllowed: false };
  const requireAccess: AssetSource['requireAccess'] = async (part) => {
    if (part === 'partners' && !state.isAllowed) throw new LibraryError('forbidden', 'The API key lacks partner.read.');
  };
  return { state, requireAccess };
}

describe('a view of months that needs more than months do', () => {
  it('is left out alone, with one warning, and comes back by itself', async () => {
    const { state, requireAccess } = refusing();
    const {
      library: photos,
      names,
      events,
    } = setUp(library, {
      views: ['favorites', 'partners'],
      override: { requireAccess },
    });
    for (let refresh = 0; refresh < 3; refresh++) await photos.refresh();
    expect(await names()).toEqual(['Favorites']);
    expect(await names('Favorites')).toEqual(['mine.jpg']);
    const unavailable = () => events.filter((event) => event.startsWith('left out'));
    expect(unavailable()).toEqual(['left out derived:partner: forbidden']);
    expect(events).toContain('refreshed 1 0 0');
    state.isAllowed = true;
    await photos.refresh();
    expect(await names()).toEqual(['Favorites', 'Partners']);
    state.isAllowed = false;
    await photos.refresh();
    expect(await names()).toEqual(['Favorites']);
    expect(unavailable()).toHaveLength(2);
  });

  it('says what is missing where it is the only one', async () => {
    const { library: photos, names } = setUp(library, {
      views: ['partners'],
      override: { requireAccess: refusing().requireAccess },
    });
    await photos.refresh();
    await expect(names()).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('partner.read'),
    });
  });
});
