import type { SidecarData, SidecarWriter } from '@immich-webdav/core';
import { packetOf } from './packet/packet.ts';
import { propertiesOf } from './properties/properties.ts';

const encoder = new TextEncoder();

/**
 * Writes an XMP packet (ISO 16684-1) in UTF-8. Absent metadata is omitted.
 *
 * The same metadata gives the same bytes, whatever the order of people and tags. Any text is accepted: characters that XML
 * cannot represent are dropped, line ends become `\n`, and a text without a visible character is omitted.
 */
export function writeSidecar(metadata: SidecarData): Uint8Array {
  return encoder.encode(packetOf(propertiesOf(metadata)));
}

/** `writeSidecar` as the core's port. Extension and media type are those of Adobe's XMP specification, part 3. */
export const xmpSidecars: SidecarWriter = { extension: '.xmp', mediaType: 'application/rdf+xml', write: writeSidecar };
