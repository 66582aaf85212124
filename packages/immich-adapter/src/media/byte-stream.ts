import { Readable } from 'node:stream';
import { LibraryError } from '@immich-webdav/core';
import type { Dispatcher } from 'undici';
import { transportError } from '../errors/transport-error.ts';

/** The bytes of an answer that the reader receives. */
export interface Window {
  /** Bytes to drop first. */
  readonly skip: number;
  /** Bytes that follow. Fewer are an error; the rest is not read. */
  readonly length: number;
}

/** The body of an answer, between the connection and its reader. */
export interface ByteStream {
  /** Destroying it ends the request. It fails with a LibraryError. */
  readonly readable: Readable;
  /** Must be called before the first read; without it the reader receives all bytes. */
  limitTo(window: Window): void;
  receive(chunk: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

/** Large enough for a fast connection, small enough for many. */
const BUFFERED_BYTES = 256 * 1024;

/** A stream fed by a connection, which pauses while the buffer is full. */
export function createByteStream(controller: Dispatcher.DispatchController, signal?: AbortSignal): ByteStream {
  let isOver = false;
  let skip = 0;
  let left = Number.POSITIVE_INFINITY;
  let stopsEarly = false;
  const readable = new Readable({
    highWaterMark: BUFFERED_BYTES,
    read: () => {
      if (!isOver) controller.resume();
    },
    destroy: (error, callback) => {
      if (!isOver) controller.abort(error ?? new Error('The reader left.'));
      callback(error);
    },
  });
  // An iterator still receives the error; without a listener, an earlier one would end the process.
  readable.on('error', () => {});
  const finish = (): void => {
    isOver = true;
    if (left > 0 && left !== Number.POSITIVE_INFINITY) readable.destroy(endedEarly());
    else readable.push(null);
  };
  return {
    readable,
    limitTo: (window) => {
      skip = window.skip;
      left = window.length;
      stopsEarly = skip > 0 || window.length === 0;
    },
    receive: (chunk) => {
      if (isOver) return;
      const wanted = chunk.subarray(skip, skip + left);
      skip -= Math.min(skip, chunk.byteLength);
      left -= wanted.byteLength;
      if (wanted.byteLength > 0 && !readable.push(wanted)) controller.pause();
      const isMore = wanted.byteLength < chunk.byteLength;
      if (left > 0 || !(stopsEarly || isMore)) return;
      finish();
      controller.abort(new Error('The rest is not wanted.'));
    },
    end: () => {
      if (!isOver) finish();
    },
    fail: (error) => {
      if (isOver) return;
      isOver = true;
      readable.destroy(transportError(error, signal));
    },
  };
}

const endedEarly = (): LibraryError =>
  new LibraryError('unavailable', 'Immich sent fewer bytes than it announced; try again.');
