import { createHash } from 'node:crypto';
import { fileContent } from './file-content.ts';
import { generatedContent } from './generated-content.ts';

/** The bytes of one stored file. */
export interface Content {
  /** Length in bytes. */
  readonly size: number;
  /** The bytes from `start` up to, but without, `end`. Chunks are views: do not change them. */
  chunks(start: number, end: number): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Whether the bytes can still be had: false once a file on disk is gone. */
  exists(): boolean;
  /** SHA-1 of all bytes, computed on first use and kept. */
  sha1(): Buffer;
}

/**
 * What a test may give as content: bytes, content that is open, a file on disk, or `generated` bytes (a pseudo-random stream of that size that is
 * computed by offset, so that a gigabyte takes no memory). The same size and seed give the same bytes.
 */
export type ContentSource =
  | Uint8Array
  | Content
  | { readonly file: string }
  | { readonly generated: number; readonly seed?: number };

/** Opens a source, unless it is open; throws if a file cannot be read. */
export function openContent(source: ContentSource): Content {
  if ('chunks' in source) return source;
  if (source instanceof Uint8Array) return memoryContent(source);
  if ('file' in source) return fileContent(source.file);
  return generatedContent(source.generated, source.seed ?? 0);
}

function memoryContent(bytes: Uint8Array): Content {
  let digest: Buffer | undefined;
  return {
    size: bytes.byteLength,
    chunks: (start, end) => [bytes.subarray(start, end)],
    exists: () => true,
    sha1: () => {
      digest ??= createHash('sha1').update(bytes).digest();
      return digest;
    },
  };
}
