/** A shorter secret would be found inside ordinary words, and hiding those would tell it. */
const SHORTEST_SECRET = 6;

/** Replaces secrets in a line of JSON, wherever they are. */
export function createRedactor(secrets: readonly string[]): (line: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf));
  return (line) => [...forms].reduce((text, form) => text.replaceAll(form, '[redacted]'), line);
}

/** How a secret may appear in a line: as JSON writes it, and in an address. */
const formsOf = (secret: string): readonly string[] => [inJson(secret), inJson(encodeURIComponent(secret))];

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
