import type { Resource } from '@immich-webdav/core';
import type { PropfindRequest } from '../propfind/propfind-request.ts';
import { type AnswerSize, windowsProperties } from './answer-size.ts';
import { clark, element, type PropertyName } from './property-name.ts';
import { type Property, propertiesByName, propertyTable } from './property-table.ts';

/** What a PROPFIND wants to know of every resource, worked out once for all of them. */
export interface PropertySelection {
  readonly properties: readonly Property[];
  /** True: properties that a resource lacks are told in a 404 propstat; false: they are passed over. */
  readonly tellMissing: boolean;
  /** True: names without values. */
  readonly namesOnly: boolean;
  /** The elements of names that no resource has, rendered. */
  readonly unknown: string;
  /** The same key, the same bytes for the same resource. */
  readonly key: string;
}

/** What a PROPFIND asks for, in an answer of the given size. */
export function selectProperties(request: PropfindRequest, size: AnswerSize = 'full'): PropertySelection {
  const unknownNames = request.kind === 'propname' || size !== 'full' ? [] : unknownIn(request);
  const selected = selection(knownIn(request, size), unknownNames, request.kind);
  return size === 'full' ? selected : { ...selected, tellMissing: false, key: `${size} ${selected.key}` };
}

function knownIn(request: PropfindRequest, size: AnswerSize): readonly Property[] {
  if (request.kind === 'propname') return propertyTable;
  if (request.kind === 'prop') return known(request.names);
  const included = known(request.include);
  const standard = propertyTable.filter((property) => isInAllprop(property, size) && !included.includes(property));
  return [...standard, ...included];
}

function isInAllprop(property: Property, size: AnswerSize): boolean {
  return property.inAllprop && (size !== 'windows' || windowsProperties.has(clark(property)));
}

function unknownIn(request: Exclude<PropfindRequest, { kind: 'propname' }>): readonly PropertyName[] {
  return (request.kind === 'prop' ? request.names : request.include).filter(isUnknown);
}

function selection(
  properties: readonly Property[],
  unknownNames: readonly PropertyName[],
  kind: PropfindRequest['kind'],
): PropertySelection {
  const unknown = unknownNames.map((name) => element(name)).join('');
  return {
    properties,
    unknown,
    tellMissing: kind === 'prop',
    namesOnly: kind === 'propname',
    key: `${kind} ${properties.map(clark).join(' ')} ${unknown}`,
  };
}

function known(names: readonly PropertyName[]): Property[] {
  return names.map((name) => propertiesByName.get(clark(name))).filter((property) => property !== undefined);
}

function isUnknown(name: PropertyName): boolean {
  return !propertiesByName.has(clark(name));
}

/** The propstat elements of one resource (RFC 4918 section 14.22). */
export function renderPropstats(resource: Resource, selected: PropertySelection): string {
  let found = '';
  let missing = selected.unknown;
  for (const property of selected.properties) {
    const value = property.value(resource);
    if (value !== undefined) found += element(property, selected.namesOnly ? '' : value);
    else if (selected.tellMissing) missing += element(property);
  }
  // A response needs a propstat even when nothing was asked for or found.
  const ok = found !== '' || missing === '' ? propstat(found, '200 OK') : '';
  return missing === '' ? ok : ok + propstat(missing, '404 Not Found');
}

function propstat(properties: string, status: string): string {
  return `<D:propstat><D:prop>${properties}</D:prop><D:status>HTTP/1.1 ${status}</D:status></D:propstat>`;
}
