import type { ImmichAsset } from '../contract/immich.ts';
import { isMember } from '../mapping/asset.ts';

/** Whose assets months are made of. */
export interface Whose {
  readonly userId: string;
  /** Whether months include partners' assets in the user's timeline. */
  readonly hasPartners: boolean;
}

/** Whether a changed asset belongs, or may have belonged, to a month: a partner's archived asset may have left the timeline. */
export const concerns = (record: ImmichAsset, { userId, hasPartners }: Whose): boolean =>
  isMember(record) && (hasPartners || record.ownerId === userId);

/** Whether months include a member. Those that partners archived are not shown. */
export const isShown = ({ ownerId, visibility }: ImmichAsset, { userId, hasPartners }: Whose): boolean =>
  ownerId === userId || (hasPartners && visibility === 'timeline');
