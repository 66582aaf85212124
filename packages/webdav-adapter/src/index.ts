/** The WebDAV front end's public names. */

export { type DownloadLimits, defaultDownloadLimits } from './content/download-limits.ts';
export { createWebdavFrontend } from './frontend.ts';
export { defaultHttpLimits, type HttpLimits } from './http/limits.ts';
export type { RequestInfo, WebdavFrontendOptions } from './options.ts';
