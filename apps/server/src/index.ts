/** For programs that start the server with a part of their own: swap it in the container, then start the application. */
export type { Application } from './composition/application.ts';
export { createContainer } from './composition/create-container.ts';
export { Token } from './composition/token.ts';
export type { Access, Configuration, LogLevel, PathMapping } from './configuration/configuration.ts';
export { ConfigurationError } from './configuration/configuration-error.ts';
export { loadEnvironment } from './configuration/load-environment.ts';
export { type Environment, parseConfiguration } from './configuration/parse-configuration.ts';
export type { Interceptor } from './health/health-pages.ts';
