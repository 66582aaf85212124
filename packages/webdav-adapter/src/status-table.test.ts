import { expect, test } from 'vitest';
import { statusTables } from './status-table.ts';

test.each(Object.entries(statusTables))('every error of %s is an error of HTTP', (_, table) => {
  for (const [code, status] of Object.entries(table))
    expect([code, status >= 400 && status < 600]).toEqual([code, true]);
});
