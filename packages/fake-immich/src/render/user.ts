import type { User } from '../library/records.ts';
import { databaseDate, isoDate } from './dates.ts';

/** A user inside another record. */
export const renderUser = (user: User): Record<string, unknown> => ({
  id: user.id,
  email: user.email,
  name: user.name,
  profileImagePath: '',
  avatarColor: user.avatarColor,
  profileChangedAt: databaseDate(user.createdAt),
});

/** `GET /users/me`. */
export const renderMe = (user: User, quotaUsageInBytes: number): Record<string, unknown> => ({
  id: user.id,
  email: user.email,
  name: user.name,
  profileImagePath: '',
  avatarColor: user.avatarColor,
  profileChangedAt: isoDate(user.createdAt),
  storageLabel: user.isAdmin ? 'admin' : null,
  shouldChangePassword: false,
  isAdmin: user.isAdmin,
  createdAt: isoDate(user.createdAt),
  deletedAt: null,
  updatedAt: isoDate(user.createdAt),
  oauthId: '',
  quotaSizeInBytes: user.quotaBytes,
  quotaUsageInBytes,
  status: 'active',
  license: null,
});
