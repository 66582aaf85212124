/** The public names of the WebDAV front end. */

export { type DownloadLimits, defaultDownloadLimits } from './content/download-slots.ts';
export { createDavHandler, type DavHandlerOptions } from './dav/dav-handler.ts';
export { createWebdavFrontend, type WebdavFrontendOptions } from './frontend.ts';
export { addressKey, plainAddress } from './host/address.ts';
export { createHttpHost, type HttpHandler, type HttpHost, type HttpHostOptions } from './host/http-host.ts';
export { defaultHttpLimits, type HttpLimits, type OnLimit, type ReachedLimit } from './host/limits.ts';
export type { ListenOptions, UnixSocket } from './host/listen.ts';
export type { RequestInfo, RequestNotes } from './host/request-log.ts';
export type { RequestOrigin } from './host/request-origin.ts';
export type { TlsMaterial, TlsSource } from './host/tls.ts';
export { parseTrustedProxies, proxyNames, type TrustedProxies } from './host/trusted-proxies.ts';
