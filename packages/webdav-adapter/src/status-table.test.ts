import { expect, test } from 'vitest';
import { statusTable } from './status-table.ts';

test('every error of the tree is an error of HTTP', () => {
  for (const [code, status] of Object.entries(statusTable))
    expect([code, status >= 400 && status < 600]).toEqual([code, true]);
});
