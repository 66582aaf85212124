import type { Route } from '../http/route.ts';
import { albumChangeRoutes } from './album-changes.ts';
import { albumMemberRoutes } from './album-members.ts';
import { albumRoutes } from './albums.ts';
import { assetChangeRoutes } from './asset-changes.ts';
import { assetRoutes } from './assets.ts';
import { authRoutes } from './auth.ts';
import { exploreRoutes } from './explore.ts';
import { folderRoutes } from './folders.ts';
import { mediaRoutes } from './media.ts';
import { memoryRoutes } from './memories.ts';
import { partnerRoutes } from './partners.ts';
import { peopleRoutes } from './people.ts';
import { searchRoutes } from './search.ts';
import { serverRoutes } from './server.ts';
import { sharedLinkRoutes } from './shared-links.ts';
import { smartSearchRoutes } from './smart-search.ts';
import { stackChangeRoutes } from './stack-changes.ts';
import { stackRoutes } from './stacks.ts';
import { tagChangeRoutes } from './tag-changes.ts';
import { tagRoutes } from './tags.ts';
import { timelineRoutes } from './timeline.ts';
import { trashRoutes } from './trash.ts';
import { uploadRoutes } from './uploads.ts';
import { userRoutes } from './users.ts';

/** Every endpoint of the stand-in. The first match wins: fixed paths stand before those with `:names`. */
export const routes: readonly Route[] = [
  ...serverRoutes,
  ...authRoutes,
  ...userRoutes,
  ...albumRoutes,
  ...albumChangeRoutes,
  ...albumMemberRoutes,
  ...searchRoutes,
  ...uploadRoutes,
  ...trashRoutes,
  ...assetRoutes,
  ...mediaRoutes,
  ...assetChangeRoutes,
  ...exploreRoutes,
  ...folderRoutes,
  ...memoryRoutes,
  ...partnerRoutes,
  ...peopleRoutes,
  ...sharedLinkRoutes,
  ...smartSearchRoutes,
  ...stackRoutes,
  ...stackChangeRoutes,
  ...tagRoutes,
  ...tagChangeRoutes,
  ...timelineRoutes,
];
