import type { LibraryErrorCode } from '@immich-webdav/core';

/** What does not work at present. An outage meets every refresh and every request; each kind of trouble is told once. */
export interface Troubles {
  /** True when this was not told since all was well; it counts as told from now on. */
  isNews(code: LibraryErrorCode): boolean;
  /** All is well; true when it was not. */
  areOver(): boolean;
}

export function createTroubles(): Troubles {
  const told = new Set<LibraryErrorCode>();
  return {
    isNews(code) {
      const isNew = !told.has(code);
      told.add(code);
      return isNew;
    },
    areOver() {
      const wereThere = told.size > 0;
      told.clear();
      return wereThere;
    },
  };
}
