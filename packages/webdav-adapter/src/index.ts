/** The WebDAV front end's public names. */
export { createWebdavFrontend } from './frontend.ts';
export type { RequestInfo, WebdavFrontendOptions } from './options.ts';
