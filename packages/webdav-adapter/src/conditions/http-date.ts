/** RFC 9110 section 5.6.7: whole seconds, GMT. Undefined for a time that no date can show. */
export function formatHttpDate(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toUTCString();
}

/** Seconds since 1970, or undefined for what is not an HTTP date: such a header is ignored (RFC 9110 section 13.1.3). */
export function parseHttpDate(value: string | undefined): number | undefined {
  if (value === undefined || !/^[A-Z][a-z]{2}/.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
