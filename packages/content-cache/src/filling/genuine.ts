import { hash } from 'node:crypto';
import type { ContentBlocks } from '../blocks/content-blocks.ts';

/** False when the bytes of a whole file are not those that the library's checksum was made of. */
export const isGenuine = ({ asset, size }: ContentBlocks, bytes: Uint8Array): boolean =>
  bytes.length !== size || asset.sha1 === undefined || hash('sha1', bytes) === asset.sha1;
