import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const contract = new URL('../../openapi/immich.yaml', import.meta.url);

test('the generated types are those of openapi/immich.yaml (else: pnpm generate)', async () => {
  const { astToString, COMMENT_HEADER, default: openapiTS } = await import('openapi-typescript');
  const generated = `${COMMENT_HEADER}${astToString(await openapiTS(contract))}`;
  expect(await readFile(new URL('./immich.gen.ts', import.meta.url), 'utf8')).toBe(generated);
});
