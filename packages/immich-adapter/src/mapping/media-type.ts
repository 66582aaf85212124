const TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** A media type without parameters (RFC 9110 section 8.3.1): anything else could break a header or a document that it is put into. */
export const mediaTypeOf = (value: unknown): string =>
  typeof value === 'string' && TYPE.test(value) ? value : 'application/octet-stream';
