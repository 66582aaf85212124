import { expect, test } from 'vitest';
import { statusTables } from './status-table.ts';

test.each(Object.entries(statusTables))('every error code of %s has an HTTP error status', (_, table) => {
  for (const [code, status] of Object.entries(table))
    expect([code, status >= 400 && status < 600]).toEqual([code, true]);
});

test.each([
  ['locked', 423],
  ['precondition-failed', 412],
  ['expired-token', 403],
  ['insufficient-storage', 507],
] as const)('%s is %i, whoever reports it', (code, status) => {
  for (const table of Object.values(statusTables)) expect(table[code]).toBe(status);
});
