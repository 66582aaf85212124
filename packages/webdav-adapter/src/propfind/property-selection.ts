import type { Resource } from '@immich-webdav/core';
import { clark, element, type PropertyName } from '../properties/property-name.ts';
import { type Property, propertiesByName, propertyTable } from '../properties/property-table.ts';
import { type AnswerSize, windowsProperties } from './answer-size.ts';
import type { PropfindRequest } from './parse-propfind.ts';

/** The properties that a PROPFIND requests, resolved once for all resources of the answer. */
export interface PropertySelection {
  readonly properties: readonly Property[];
  /** True: absent properties appear in a 404 propstat; false: they are omitted. */
  readonly reportsAbsent: boolean;
  /** True: names without values. */
  readonly namesOnly: boolean;
  /** Rendered elements of the requested names that no resource has. */
  readonly unknown: string;
  /** Equal keys produce equal bytes for the same resource. */
  readonly key: string;
}

/** Resolves a PROPFIND request for an answer of the given size. */
export function selectProperties(request: PropfindRequest, size: AnswerSize = 'full'): PropertySelection {
  const unknownNames = request.kind === 'propname' || size !== 'full' ? [] : unknownIn(request);
  const selected = selection(supportedIn(request, size), unknownNames, request.kind);
  return size === 'full' ? selected : { ...selected, reportsAbsent: false, key: `${size} ${selected.key}` };
}

function supportedIn(request: PropfindRequest, size: AnswerSize): readonly Property[] {
  if (request.kind === 'propname') return propertyTable;
  if (request.kind === 'prop') return supported(request.names);
  const included = supported(request.include);
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
    reportsAbsent: kind === 'prop',
    namesOnly: kind === 'propname',
    key: `${kind} ${properties.map(clark).join(' ')} ${unknown}`,
  };
}

function supported(names: readonly PropertyName[]): Property[] {
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
    else if (selected.reportsAbsent) missing += element(property);
  }
  // A response needs a propstat even when it has no property.
  const ok = found !== '' || missing === '' ? propstat(found, '200 OK') : '';
  return missing === '' ? ok : ok + propstat(missing, '404 Not Found');
}

function propstat(properties: string, status: string): string {
  return `<D:propstat><D:prop>${properties}</D:prop><D:status>HTTP/1.1 ${status}</D:status></D:propstat>`;
}
