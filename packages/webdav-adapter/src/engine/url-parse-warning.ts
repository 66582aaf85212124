import { parse } from 'node:url';

/**
 * Has Node give its warning about `url.parse` now, unseen. The engine calls that function at every request, and until the warning
 * was given Node looks each time at the whole call stack to see whether it is due: a tenth of a short answer.
 */
export function spendUrlParseWarning(): void {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  parse('/');
  process.noDeprecation = noDeprecation ?? false;
}
