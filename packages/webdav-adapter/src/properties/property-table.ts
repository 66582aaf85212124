import type { Resource } from '@immich-webdav/core';
import { entityTag } from '../conditions/entity-tag.ts';
import { formatIsoDate, formatLastModified } from '../text/dates.ts';
import { escapeXml } from '../text/xml.ts';
import { mediaTypeOf } from './media-type.ts';
import { clark, davNamespace, owncloudNamespace, type PropertyName } from './property-name.ts';

export interface Property extends PropertyName {
  /** The value as inner XML; undefined when the resource lacks the property. */
  readonly value: (resource: Resource) => string | undefined;
  /** False: returned only when requested by name (RFC 4918 section 9.1). */
  readonly inAllprop: boolean;
}

/** A live property of RFC 4918 section 15. */
const dav = (local: string, value: Property['value'], inAllprop = true): Property => ({
  namespace: davNamespace,
  local,
  value,
  inAllprop,
});

/**
 * All properties. An unknown length is absent, because a client truncates its copy to a length of 0. Quota is absent, because
 * clients read a guess as a full disk.
 */
export const propertyTable: readonly Property[] = [
  dav('displayname', (resource) => escapeXml(resource.name)),
  dav('resourcetype', (resource) => (resource.kind === 'collection' ? '<D:collection/>' : '')),
  dav('getcontentlength', (resource) => (resource.kind === 'file' ? resource.size?.toString() : undefined)),
  dav('getcontenttype', (resource) => escapeXml(mediaTypeOf(resource))),
  dav('getlastmodified', (resource) => formatLastModified(resource.modifiedAt)),
  dav('getetag', (resource) => escapeXml(entityTag(resource))),
  dav('creationdate', (resource) => formatIsoDate(resource.createdAt)),
  dav('supportedlock', () => '', false),
  {
    namespace: owncloudNamespace,
    local: 'checksums',
    inAllprop: false,
    value: (resource) =>
      resource.kind === 'file' && resource.sha1 !== undefined
        ? `<oc:checksum>SHA1:${escapeXml(resource.sha1)}</oc:checksum>`
        : undefined,
  },
];

export const propertiesByName: ReadonlyMap<string, Property> = new Map(
  propertyTable.map((property) => [clark(property), property]),
);
