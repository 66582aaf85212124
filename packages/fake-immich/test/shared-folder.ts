import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder beside the repository with what was recorded of real servers. A fresh clone has none. */
const folder = fileURLToPath(new URL('../../../../shared/immich/', import.meta.url));

/** The two releases that were recorded. */
export const RELEASES = ['3.1.0', '2.7.5'] as const;
export type Release = (typeof RELEASES)[number];

/** Whether the recordings are there. */
export const hasSharedFolder: boolean = existsSync(folder);

/** What a skipped suite says. */
export const whyAbsent = '(skipped: ../shared is absent)';

export const recordedFolder = (release: Release): string => `${folder}recorded/${release}`;
/** Exchanges of log-ins, of shared links and of changes. */
export const recordedWritingFolder = (release: Release): string => `${folder}recorded-writing/${release}`;
export const openApiFile = (release: Release): string => `${folder}openapi/immich-${release}.json`;
