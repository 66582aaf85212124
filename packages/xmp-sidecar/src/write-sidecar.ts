import type { SidecarData } from '@immich-webdav/core';
import { packetOf } from './packet/packet.ts';
import { propertiesOf } from './properties/properties.ts';

const encoder = new TextEncoder();

/**
 * An XMP packet (ISO 16684-1) in UTF-8 that tells what is known, and nothing else.
 *
 * The same facts give the same bytes, whatever the order of people and tags. Any text can be given: what XML cannot hold is left
 * out, line ends become `\n`, and a text of which nothing is left counts as unknown.
 */
export function writeSidecar(facts: SidecarData): Uint8Array {
  return encoder.encode(packetOf(propertiesOf(facts)));
}
