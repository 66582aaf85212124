import type { Now } from './clock.ts';
import { createFileStore } from './content/file-store.ts';
import { routes } from './endpoints/routes.ts';
import { createFaultQueue, type Faults } from './faults.ts';
import { type HandlerContext, handleRequest } from './http/handle-request.ts';
import {
  createListener,
  IMMICH_IDLE_TIMEOUT_MS,
  type ListenAddress,
  type Listener,
  type ListenOptions,
} from './http/listener.ts';
import { createRequestRecorder, type RequestLog } from './http/request-log.ts';
import { createRouter } from './http/route.ts';
import { announcing } from './library/announce.ts';
import { createChecksumIndex } from './library/checksum-index.ts';
import type { LibraryDescription } from './library/description.ts';
import { createJobQueue, type Jobs } from './library/jobs.ts';
import { createLibrary, type FakeLibrary } from './library/library.ts';
import { loadLibrary } from './library/load.ts';
import { createSelections } from './library/selections.ts';
import type { ImmichVersion } from './version.ts';
import { createWebsocket } from './websocket/websocket.ts';

export interface FakeImmichOptions {
  /** Defaults to 3.1.0. Majors up to 2 behave as 2.7.5, later ones as 3.1.0. */
  readonly version?: ImmichVersion;
  readonly library: LibraryDescription;
  /** The time of changes, in milliseconds since the epoch. Defaults to the system's. */
  readonly now?: Now;
  /** After how long an idle connection is closed. Defaults to Immich's 5,000 ms. */
  readonly idleTimeoutMs?: number;
}

/** A stand-in for an Immich server. */
export interface FakeImmich {
  listen(options?: ListenOptions): Promise<ListenAddress>;
  /** Stops, and destroys all connections. */
  close(): Promise<void>;
  readonly version: ImmichVersion;
  /** From the next request on, it is another release with the same library; websockets are cut, as by the restart. */
  upgrade(version: ImmichVersion): void;
  /** Changes the library as Immich would. */
  readonly library: FakeLibrary;
  /** What it does in the background after it has answered: at once, unless held. */
  readonly jobs: Jobs;
  readonly requests: RequestLog;
  /** How many requests are being answered now. */
  readonly openRequests: number;
  /** Websockets of users that are open now. */
  readonly openWebsockets: number;
  /** Websockets that were refused so far. */
  readonly refusedWebsockets: number;
  /** Ends those that are open without a word. */
  cutWebsockets(): void;
  readonly faults: Faults;
  /** Limits media to so many bytes per second on each connection; without a number, no more. */
  throttle(limit?: { readonly bytesPerSecond: number }): void;
  /** Ends connections that are idle now, as Immich does after 5 s. */
  closeIdleConnections(): void;
}

/** Makes a stand-in; it serves after `listen`. */
export function createFakeImmich(options: FakeImmichOptions): FakeImmich {
  const loader = loadLibrary(options.library, options.now);
  const recorder = createRequestRecorder();
  const faults = createFaultQueue();
  const queue = createJobQueue();
  const listener: Listener = createListener(
    (request, response) => handleRequest(context, request, response),
    options.idleTimeoutMs ?? IMMICH_IDLE_TIMEOUT_MS,
  );
  const changes = announcing(createLibrary(loader), (event) => websocket.announce(event));
  const context: HandlerContext = {
    version: options.version ?? '3.1.0',
    library: loader.state,
    changes,
    checksums: createChecksumIndex(loader.state),
    jobs: queue,
    files: createFileStore(),
    selections: createSelections(loader.state),
    router: createRouter(routes),
    faults,
    recorder,
    throttle: { bytesPerSecond: undefined },
    connectionOf: listener.connectionOf,
  };
  const websocket = createWebsocket(listener.server, { library: loader.state, version: () => context.version });
  return {
    listen: listener.listen,
    close: () => {
      websocket.end();
      return listener.close();
    },
    closeIdleConnections: listener.closeIdleConnections,
    get version() {
      return context.version;
    },
    upgrade: (version) => {
      context.version = version;
      websocket.cut();
    },
    library: changes,
    jobs: queue.jobs,
    requests: recorder.log,
    get openRequests() {
      return recorder.log.open;
    },
    get openWebsockets() {
      return websocket.connections;
    },
    get refusedWebsockets() {
      return websocket.refusals;
    },
    cutWebsockets: websocket.cut,
    faults: faults.faults,
    throttle: (limit) => {
      context.throttle.bytesPerSecond = limit?.bytesPerSecond;
    },
  };
}
