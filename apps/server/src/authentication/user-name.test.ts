import { expect, it } from 'vitest';
import { userKey } from './user-name.ts';

it.each(['zoë', 'ZOË', 'zoe\u0308', 'HOME\\zoë', 'other\\Zoë', '\\zoë'])(
  'counts guesses for %j as those for zoë',
  (name) => {
    expect(userKey(name)).toBe('zoë');
  },
);

it.each(['zoe', 'zoë ', 'a\\b\\zoë'])('counts guesses for %j, which is another user, apart', (name) => {
  expect(userKey(name)).not.toBe('zoë');
});
