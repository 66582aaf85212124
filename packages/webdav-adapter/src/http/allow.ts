/** The methods that a read-only tree answers, as the Allow header (RFC 9110 section 10.2.1). */
export const allow = 'OPTIONS, GET, HEAD, PROPFIND';
