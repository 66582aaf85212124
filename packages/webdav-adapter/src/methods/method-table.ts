import type { OutgoingHttpHeaders } from 'node:http';
import type { Resource } from '@immich-webdav/core';
import { type Exchange, type Method, reply } from './exchange.ts';
import { get, head } from './get.ts';
import { propfind } from './propfind.ts';

const anywhere = () => true;

/** OPTIONS (RFC 4918 section 10.1): the same answer on any path, with or without a resource, so nothing is resolved. */
const options = (exchange: Exchange): void => reply(exchange, undefined, 200);

/** The methods of a read-only tree, in the order of `Allow`. `refuse` answers all others. */
export const methodTable: readonly Method[] = [
  { name: 'OPTIONS', readsBody: false, isFor: anywhere, answer: options },
  { name: 'GET', readsBody: false, isFor: anywhere, answer: get },
  { name: 'HEAD', readsBody: false, isFor: anywhere, answer: head },
  { name: 'PROPFIND', readsBody: true, isFor: anywhere, answer: propfind, complianceClass: 1 },
];

/** The headers of every answer about a resource, or about a path without one. */
export type HeadersFor = (resource: Resource | undefined) => OutgoingHttpHeaders;

/**
 * Creates the `DAV` (RFC 4918 section 10.1) and `Allow` (RFC 9110 section 10.2.1) of resources, and Microsoft's `MS-Author-Via`. They
 * stand in every answer, also to refused requests, because clients look for them in any.
 */
export function createHeaders(methods: readonly Method[]): HeadersFor {
  const cached = new Map<string, OutgoingHttpHeaders>();
  return (resource) => {
    let allow = '';
    for (const { name, isFor } of methods) if (isFor(resource)) allow += allow === '' ? name : `, ${name}`;
    const last = cached.get(allow);
    if (last !== undefined) return last;
    const headers = { DAV: complianceOf(methods, resource), 'MS-Author-Via': 'DAV', Allow: allow };
    cached.set(allow, headers);
    return headers;
  };
}

function complianceOf(methods: readonly Method[], resource: Resource | undefined): string {
  const allowed = methods.filter(({ isFor }) => isFor(resource));
  const classes = new Set(allowed.flatMap(({ complianceClass }) => complianceClass ?? []));
  return [...classes].toSorted((a, b) => a - b).join(', ');
}
