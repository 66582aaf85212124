/**
 * Events of Immich's websocket after which albums may look different. Creating, renaming, deleting and unsharing an album have
 * none, so they are found by the next poll.
 */
export const HINTS: readonly string[] = [
  // Sent to every session of a user as soon as one of them connects: whatever was missed before is asked for now.
  'on_server_version',
  'on_upload_success',
  'on_album_update',
  'on_asset_update',
  'on_asset_trash',
  'on_asset_restore',
  'on_asset_delete',
  'on_asset_hidden',
  // An invitation to an album, among others.
  'on_notification',
];

/** Sent before the connection is ended because its key may not listen. */
export const REFUSAL = 'error';
