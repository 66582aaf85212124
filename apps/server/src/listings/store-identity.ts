import { createHash } from 'node:crypto';

/** Tells one library as one user sees it from all others, without telling the key. */
export function storeIdentity({ url, apiKey }: { readonly url: string; readonly apiKey: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([url, apiKey]))
    .digest('base64url');
}
