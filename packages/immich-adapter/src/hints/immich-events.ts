/**
 * Events of Immich's websocket after which groups may look different; a tag that is given or taken is an update of the asset.
 * Creating, renaming, deleting and unsharing an album, naming a person and what partners do have none, so they are found by the
 * next poll.
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
  'on_asset_stack_update',
  // Somebody was found on pictures, or two people were found to be one.
  'on_person_thumbnail',
  // An invitation to an album, among others.
  'on_notification',
];

/** Sent before the connection is ended because its key may not listen. */
export const REFUSAL = 'error';
