import { expect, it } from 'vitest';
import { userDataFolder } from './data-folder.ts';

it.runIf(process.platform === 'linux')('is named after the program, among the user data (on Linux)', async () => {
  expect(await userDataFolder()).toMatch(/^\/.+\/immich-webdav$/);
});
