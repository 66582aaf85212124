import { Readable } from 'node:stream';
import { LibraryError } from '@immich-webdav/core';
import type { Dispatcher } from 'undici';
import { transportError } from '../errors/transport-error.ts';

/** Which bytes of an answer its reader gets. */
export interface Window {
  /** How many to drop first. */
  readonly skip: number;
  /** Exactly so many follow: fewer are an error, what comes after them is not read. */
  readonly length: number;
}

/** The body of an answer, for whoever receives it and whoever reads it. */
export interface ByteStream {
  /** Destroying it ends the request. It fails with a LibraryError. */
  readonly readable: Readable;
  /** To be called before anybody reads; without it all bytes are given. */
  limitTo(window: Window): void;
  receive(chunk: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
}

/** Enough for a fast connection, little enough for many at a time. */
const BUFFERED_BYTES = 256 * 1024;

/** Bytes from a connection to a reader with nothing between; the connection pauses while nobody reads. */
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
  // Whoever iterates still gets the error; without a listener one that comes before that would end the process.
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
