import { LibraryError } from '../../errors/library-error.ts';
import { createMemoryTree, type MemoryTree } from '../../memory/memory-tree.ts';
import type { Content } from '../../ports/content.ts';
import type { FrontendAddress } from '../../ports/frontend.ts';
import type { FileResource } from '../../ports/resource.ts';
import type { ResourceTree } from '../../ports/resource-tree.ts';
import type { Client, Credentials, OpenSession } from '../../ports/sessions.ts';
import type { FrontendProbe, FrontendUnderTest } from './frontend-under-test.ts';

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 7919) % 251);

/** Files of the tree that the suite serves: empty, short and long ones, in names that a protocol has to escape. */
export const servedFiles: readonly (readonly [readonly string[], Uint8Array])[] = [
  [['short.txt'], bytesOf(10)],
  [['empty.txt'], bytesOf(0)],
  [['Größe & 100% #1?;+.jpg'], bytesOf(1000)],
  [['Trips', 'long.mp4'], bytesOf(300_000)],
  [['Trips', '\u6771\u4eac <2024>', 'a.jpg'], bytesOf(3)],
];

/** The name in `Trips` of a file whose body the suite controls. */
export const heldFile = ['Trips', 'long.mp4'] as const;

export function createServedTree(): MemoryTree {
  const tree = createMemoryTree();
  for (const [path, content] of servedFiles) tree.addFile(path, { content });
  return tree;
}

/** Sessions over one tree, and what the front end asked them for. */
export interface Sessions {
  readonly open: OpenSession;
  readonly asked: (readonly [Credentials | undefined, Client | undefined])[];
}

export function sessionsOver(tree: ResourceTree): Sessions {
  const asked: (readonly [Credentials | undefined, Client | undefined])[] = [];
  return {
    asked,
    async open(credentials, client) {
      asked.push([credentials, client]);
      return { principal: { id: 'tester', name: 'Tester' }, tree };
    },
  };
}

/** Sessions that refuse every request. */
export const refusing: OpenSession = () =>
  Promise.reject(new LibraryError('unauthenticated', 'Sign in with a name and a password.'));

/** A tree whose files open as given. */
export const opening = (
  tree: ResourceTree,
  open: (file: FileResource, signal: AbortSignal | undefined) => Promise<Content>,
): ResourceTree => ({
  resolve: (path, options) => tree.resolve(path, options),
  members: (collection, options) => tree.members(collection, options),
  open: (file, options) => open(file, options?.signal),
});

/** Starts the front end for some work, and stops it. */
export async function serve(
  { frontend, connect, credentials }: FrontendUnderTest,
  openSession: OpenSession,
  work: (probe: FrontendProbe, address: FrontendAddress) => Promise<void>,
): Promise<void> {
  const address = await frontend.start(openSession);
  try {
    await work(connect(address, credentials), address);
  } finally {
    await frontend.stop();
  }
}
