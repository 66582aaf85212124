import type { Listing } from '@immich-webdav/core';
import { listingOf } from '../listings.ts';

/** Groups that the writer writes. */
export const groupIds: readonly string[] = ['a', 'b', 'c', 'd', 'e'];

/** The listing that the writer writes with that number: some in one slice, some in several. */
export const numbered = (version: number): Listing => listingOf((version * 397) % 2600, version);
