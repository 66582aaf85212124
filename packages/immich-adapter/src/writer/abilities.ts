import type { WriteAbility } from '@immich-webdav/core';
import { notGranted } from '../account/permissions.ts';

/** The permissions that each ability needs: those of its operations in Immich's OpenAPI document. */
export const WRITE_PERMISSIONS: Readonly<Record<WriteAbility, readonly string[]>> = {
  upload: ['asset.upload', 'asset.read'],
  'create-album': ['album.create'],
  'update-album': ['album.update'],
  'delete-album': ['album.delete'],
  'add-to-album': ['albumAsset.create'],
  'remove-from-album': ['albumAsset.delete'],
  'update-asset': ['asset.update'],
  // Restoring needs it as well.
  trash: ['asset.delete', 'asset.read'],
  copy: ['asset.copy'],
};

/** The abilities for which a key lacks no permission. */
export const abilitiesWith = (granted: readonly string[]): ReadonlySet<WriteAbility> =>
  new Set(
    (Object.keys(WRITE_PERMISSIONS) as WriteAbility[]).filter(
      (ability) => notGranted(WRITE_PERMISSIONS[ability], granted).length === 0,
    ),
  );
