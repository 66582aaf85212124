import type { PropertyName } from '../properties/property-name.ts';

/** What a PROPFIND asks for (RFC 4918 section 14.20). */
export type PropfindRequest =
  | { readonly kind: 'allprop'; readonly include: readonly PropertyName[] }
  | { readonly kind: 'propname' }
  | { readonly kind: 'prop'; readonly names: readonly PropertyName[] };
