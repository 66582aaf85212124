import { readFileSync } from 'node:fs';

const document = readFileSync(new URL('../../../../docs/reverse-proxies.md', import.meta.url), 'utf8');

/** The configurations in the document of a program, with other texts for the documented ones, each of which has to be there. */
export function documented(language: string, replaced: readonly (readonly [string, string])[]): readonly string[] {
  const blocks = [...document.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, text]) => text!,
  );
  return blocks.map((block) =>
    replaced.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`The documented configuration has no ${from}`);
      return text.replaceAll(from, to);
    }, block),
  );
}
