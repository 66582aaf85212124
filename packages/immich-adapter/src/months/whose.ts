import type { ImmichAsset } from '../contract/immich.ts';
import { isMember } from '../mapping/asset.ts';

/** Whose assets months are made of. */
export interface Whose {
  readonly userId: string;
  /** What partners show in the user's timeline is among it. */
  readonly hasPartners: boolean;
}

/** Whether a change of it is one of a month. What somebody archived may have been on the timeline before. */
export const concerns = (item: ImmichAsset, { userId, hasPartners }: Whose): boolean =>
  isMember(item) && (hasPartners || item.ownerId === userId);

/** Whether months hold it, if it is a member of anything. What others archived is not theirs to show. */
export const isShown = ({ ownerId, visibility }: ImmichAsset, { userId, hasPartners }: Whose): boolean =>
  ownerId === userId || (hasPartners && visibility === 'timeline');
