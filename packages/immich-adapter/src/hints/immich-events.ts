/**
 * Events of Immich's websocket after which a listing may be stale. Adding or removing a tag is an update of the asset. Immich sends no
 * event when an album is created, renamed, deleted or unshared, when a person is named, or when a partner uploads: the next poll
 * finds those.
 */
export const HINTS: readonly string[] = [
  // Sent to every session of a user when one of them connects; earlier events may have been missed.
  'on_server_version',
  'on_upload_success',
  'on_album_update',
  'on_asset_update',
  // The only event of an edited picture, and of an edit that is undone: V1 in 2.7, V2 in 3.x.
  'AssetEditReadyV1',
  'AssetEditReadyV2',
  'on_asset_trash',
  'on_asset_restore',
  'on_asset_delete',
  'on_asset_hidden',
  'on_asset_stack_update',
  // Face recognition found a person, or two people were merged.
  'on_person_thumbnail',
  // An invitation to an album, among others.
  'on_notification',
];

/** Sent before Immich ends a connection whose API key may not listen. */
export const REFUSAL = 'error';
