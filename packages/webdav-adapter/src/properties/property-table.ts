import type { Resource } from '@immich-webdav/core';
import { entityTag } from '../conditions/entity-tag.ts';
import { formatLastModified } from '../conditions/http-date.ts';
import { mediaTypeOf } from '../content/media-type.ts';
import { escapeXml } from '../multistatus/xml.ts';
import { formatIsoDate } from './iso-date.ts';
import { clark, davNamespace, owncloudNamespace, type PropertyName } from './property-name.ts';

export interface Property extends PropertyName {
  /** The inner XML of a resource's value; undefined where the resource has no such property. */
  readonly value: (resource: Resource) => string | undefined;
  /** False: only for clients that ask by name (RFC 4918 section 9.1 lets allprop leave such out). */
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
 * Every property there is. A length that is not known is left out: 0 would be a lie that truncates copies. Quota is left
 * out because clients read a guess as a full disk.
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
