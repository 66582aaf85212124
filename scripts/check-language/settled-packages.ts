/** The packages that the check covers. A package is added as soon as it has no fault. */
export const settledPackages: readonly string[] = [
  'apps/server',
  'packages/content-cache',
  'packages/core',
  'packages/immich-adapter',
  'packages/listing-store',
  'packages/webdav-adapter',
  'packages/xmp-sidecar',
];
