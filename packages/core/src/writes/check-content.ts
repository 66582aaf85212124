import { LibraryError } from '../errors/library-error.ts';
import type { ReceivedBytes } from '../ports/staging.ts';
import type { NewContent } from '../ports/tree-writer.ts';

/** Throws `bad-content` for bytes that are not those that the client announced, so that no cut file becomes a photo. */
export function requireAnnounced({ size, sha1 }: NewContent, received: ReceivedBytes): void {
  if (size !== undefined && received.size !== size)
    throw new LibraryError(
      'bad-content',
      `The body has ${received.size} bytes, and ${size} were announced; send it again.`,
    );
  if (sha1 !== undefined && received.sha1 !== sha1)
    throw new LibraryError('bad-content', 'The body has another SHA-1 than the one that was announced; send it again.');
  if (received.size === 0) throw new LibraryError('bad-content', 'The body is empty; a photo has at least one byte.');
}
