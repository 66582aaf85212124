import { v2 } from 'webdav-server';
import type { Method } from '../methods/exchange.ts';

/** A method of ours in the engine's table. */
class HostedMethod implements v2.HTTPMethod {
  readonly method: Method;

  constructor(method: Method) {
    this.method = method;
  }

  isValidFor(): boolean {
    return true;
  }
}

/**
 * `webdav-server` as the registry of methods. Its own methods are replaced, and its HTTP server, request context, authentication and
 * file systems stay unused (docs/decisions/014-what-webdav-server-does.md).
 */
class Engine extends v2.WebDAVServer {
  constructor(methods: readonly Method[]) {
    super({ serverName: 'immich-webdav', version: '0' });
    for (const method of methods) this.method(method.name, new HostedMethod(method));
  }

  find(name: string): Method | undefined {
    const hosted = this.methods[this.normalizeMethodName(name)];
    return hosted instanceof HostedMethod ? hosted.method : undefined;
  }
}

/** Creates a lookup of methods by name; undefined for any name that is not in the table. */
export function createMethodLookup(methods: readonly Method[]): (name: string) => Method | undefined {
  const engine = new Engine(methods);
  return (name) => engine.find(name);
}
