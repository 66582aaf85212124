import type { SidecarWriter } from '@immich-webdav/core';
import { writeSidecar } from './write-sidecar.ts';

/** `writeSidecar` as the core's port, with the extension and the media type that Adobe's XMP specification names for sidecars. */
export const xmpSidecars: SidecarWriter = { extension: '.xmp', mediaType: 'application/rdf+xml', write: writeSidecar };
