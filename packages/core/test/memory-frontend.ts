import type { FrontendProbe, FrontendUnderTest } from '../src/conformance/frontend/frontend-under-test.ts';
import { LibraryError } from '../src/errors/library-error.ts';
import type { Content } from '../src/ports/content.ts';
import type { Frontend } from '../src/ports/frontend.ts';
import type { FileResource, Resource } from '../src/ports/resource.ts';
import type { Client, Credentials, OpenSession } from '../src/ports/sessions.ts';

/** How a request is made, so that a mutant can break a part of it. */
export interface MemoryProtocol {
  readonly credentials: (given: Credentials | undefined) => Credentials | undefined;
  readonly client: () => Client | undefined;
  /** Opens the session of a request. */
  readonly session: (open: OpenSession, ...given: Parameters<OpenSession>) => ReturnType<OpenSession>;
  readonly names: (members: readonly Resource[]) => readonly string[];
  readonly options: (given: NonNullable<Parameters<FrontendProbe['read']>[1]>) => object;
  readonly bytes: (content: Content, file: FileResource) => Promise<Uint8Array>;
  readonly error: (error: unknown) => unknown;
  /** Aborts what is running when the front end stops. */
  readonly stop: (running: AbortController) => void;
  readonly isStopped: (isStopped: boolean) => boolean;
}

async function readWhole({ body }: Content): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const protocol: MemoryProtocol = {
  credentials: (given) => given,
  client: () => ({ address: '127.0.0.1' }),
  session: (open, ...given) => open(...given),
  names: (members) => members.map(({ name }) => name),
  options: (given) => given,
  bytes: readWhole,
  error: (error) => error,
  stop: (running) => running.abort(),
  isStopped: (isStopped) => isStopped,
};

/** A front end without a network, whose clients call it. */
export function memoryFrontend(over: Partial<MemoryProtocol> = {}): FrontendUnderTest {
  const by = { ...protocol, ...over };
  let openSession: OpenSession | undefined;
  let running = new AbortController();
  const frontend: Frontend = {
    async start(open) {
      openSession = open;
      running = new AbortController();
      return { url: 'memory:' };
    },
    async stop() {
      by.stop(running);
      if (by.isStopped(true)) openSession = undefined;
    },
  };
  const connect: FrontendUnderTest['connect'] = (_address, credentials) => {
    const request = async <T>(work: (tree: Awaited<ReturnType<OpenSession>>['tree']) => Promise<T>): Promise<T> => {
      if (!openSession) throw new LibraryError('unavailable', 'The front end is stopped.');
      try {
        const { tree } = await by.session(openSession, by.credentials(credentials), by.client());
        return await work(tree);
      } catch (error) {
        throw by.error(error);
      }
    };
    const found = (resource: Resource | undefined): Resource => {
      if (!resource) throw new LibraryError('not-found', 'There is nothing at this path.');
      return resource;
    };
    return {
      list: (path) =>
        request(async (tree) => {
          const resource = found(await tree.resolve(path));
          return by.names(resource.kind === 'collection' ? await tree.members(resource) : []);
        }),
      read: (path, { range, signal = new AbortController().signal } = {}) =>
        request(async (tree) => {
          const file = found(await tree.resolve(path)) as FileResource;
          const both = AbortSignal.any([signal, running.signal]);
          return by.bytes(await tree.open(file, by.options({ signal: both, ...(range && { range }) })), file);
        }),
    };
  };
  const credentials = { scheme: 'basic', username: 'ada', password: 'a:b ü' } as const;
  return { frontend, connect, credentials, readsRanges: true, servesNetwork: true };
}
