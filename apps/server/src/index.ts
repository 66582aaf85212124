/** For programs that replace a component of the server: rebind it in the container, then start the application. */

export type { Access } from './authentication/access.ts';
export type { Application } from './composition/application.ts';
export { createContainer } from './composition/create-container.ts';
export { Token } from './composition/token.ts';
export type { Configuration, LogLevel, PathMapping } from './configuration/configuration.ts';
export { loadEnvironment } from './configuration/load-environment.ts';
export { parseConfiguration } from './configuration/parse-configuration.ts';
export type { Environment } from './configuration/setting.ts';
export { ConfigurationError } from './errors/configuration-error.ts';
export type { Interceptor } from './health/health-pages.ts';
