import type { Resource } from '@immich-webdav/core';
import { entityTag, isWeak } from './entity-tag.ts';
import { parseHttpDate } from './http-date.ts';

/** Whether a Range header counts (RFC 9110 section 13.1.5): without If-Range, or with the very tag or date we sent for bytes that we vouch for. */
export function rangeApplies(ifRange: string | undefined, resource: Resource): boolean {
  if (ifRange === undefined) return true;
  if (isWeak(resource)) return false;
  const value = ifRange.trim();
  if (value.startsWith('"') || value.startsWith('W/')) return value === entityTag(resource);
  if (resource.kind === 'file' && resource.weakDate) return false;
  return parseHttpDate(value) === Math.floor(resource.modifiedAt / 1000);
}
