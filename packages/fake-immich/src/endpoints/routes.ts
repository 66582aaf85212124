import type { Route } from '../http/route.ts';
import { albumRoutes } from './albums.ts';
import { assetRoutes } from './assets.ts';
import { mediaRoutes } from './media.ts';
import { searchRoutes } from './search.ts';
import { serverRoutes } from './server.ts';
import { userRoutes } from './users.ts';

/** Every endpoint of the stand-in. The first match wins: fixed paths stand before those with `:names`. */
export const routes: readonly Route[] = [
  ...serverRoutes,
  ...userRoutes,
  ...albumRoutes,
  ...searchRoutes,
  ...assetRoutes,
  ...mediaRoutes,
];
