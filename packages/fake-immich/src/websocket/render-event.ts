import { randomUUID } from 'node:crypto';
import type { LibraryEvent } from '../library/announce.ts';
import type { Album, Asset } from '../library/records.ts';
import type { LibraryState } from '../library/state.ts';
import { renderAsset } from '../render/asset.ts';
import { isoDate } from '../render/dates.ts';
import { renderSyncAsset, renderSyncExif } from '../render/sync-asset.ts';
import { renderTagsOf } from '../render/tag.ts';
import type { Generation } from '../version.ts';

/** An event as users get it. */
export interface Message {
  readonly userIds: readonly string[];
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What Immich tells of a change, and whom. */
export function messagesOf(event: LibraryEvent, library: LibraryState, generation: Generation): readonly Message[] {
  switch (event.kind) {
    case 'uploaded':
      return uploaded(event.asset, library, generation);
    case 'updated':
      return [assetMessage('on_asset_update', event.asset, library, generation)];
    case 'edited':
      return [editReady(event.asset, generation)];
    case 'stacks changed':
      return [{ userIds: [event.ownerId], name: 'on_asset_stack_update', args: [] }];
    case 'trashed':
      return [{ userIds: [event.ownerId], name: 'on_asset_trash', args: [event.ids] }];
    case 'restored':
      return [{ userIds: [event.ownerId], name: 'on_asset_restore', args: [event.ids] }];
    case 'deleted':
      return [{ userIds: [event.ownerId], name: 'on_asset_delete', args: [event.id] }];
    case 'album changed':
      // 2.7.5 sends nothing when members are added or removed.
      if (generation === 'v2') return [];
      return [{ userIds: usersOf(event.album), name: 'on_album_update', args: [event.album.id] }];
    case 'invited':
      return [{ userIds: [event.userId], name: 'on_notification', args: [invitation(event.album, library)] }];
  }
}

const usersOf = ({ ownerId, shares }: Album): readonly string[] => [ownerId, ...shares.map(({ userId }) => userId)];

const assetMessage = (name: string, asset: Asset, library: LibraryState, generation: Generation): Message => ({
  userIds: [asset.ownerId],
  name,
  args: [{ ...renderAsset(asset, { generation, withExif: true }), tags: renderTagsOf(library, asset) }],
});

/** The second one is known of 3.x only. */
function uploaded(asset: Asset, library: LibraryState, generation: Generation): readonly Message[] {
  const first = assetMessage('on_upload_success', asset, library, generation);
  const body = { asset: renderSyncAsset(asset), exif: renderSyncExif(asset) };
  return generation === 'v2' ? [first] : [first, { ...first, name: 'AssetUploadReadyV2', args: [body] }];
}

/** The only event of an edit, also of one that is undone: no `on_asset_update` comes with it. */
const editReady = (asset: Asset, generation: Generation): Message => ({
  userIds: [asset.ownerId],
  name: generation === 'v2' ? 'AssetEditReadyV1' : 'AssetEditReadyV2',
  args: [{ asset: renderSyncAsset(asset), edit: asset.edited ? [rotation(asset)] : [] }],
});

const rotation = ({ id }: Asset): Record<string, unknown> => ({
  id: randomUUID(),
  assetId: id,
  sequence: 0,
  action: 'rotate',
  parameters: { angle: 90 },
});

const invitation = ({ id, name, ownerId }: Album, { clock, users }: LibraryState): Record<string, unknown> => ({
  id: randomUUID(),
  createdAt: isoDate(clock.now()),
  level: 'success',
  type: 'AlbumInvite',
  title: 'Shared Album Invitation',
  description: `${users.get(ownerId)?.name} shared an album (${name}) with you`,
  data: JSON.stringify({ albumId: id }),
});
