/**
 * Whether a text may be an API key of Immich. Immich makes one of 43 letters and digits and then drops two of the 64 possible ones: one
 * key in 25 has fewer than 40, none has fewer than 30.
 */
export const looksLikeKey = (text: string): boolean => /^[\w+/=-]{30,}$/.test(text);
