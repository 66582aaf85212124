import type { Dispatcher } from 'undici';
import type { Connection } from '../http/connection.ts';
import { type ByteStream, createByteStream } from './byte-stream.ts';

/** An answer whose body is a stream. */
export interface StreamedAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly stream: ByteStream;
}

export interface StreamRequest {
  readonly method: 'GET' | 'HEAD';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends a request and resolves with the head of the answer; the body flows with the first read. */
export function requestStream(
  connection: Connection,
  dispatcher: Dispatcher,
  request: StreamRequest,
  signal?: AbortSignal,
): Promise<StreamedAnswer> {
  return new Promise((resolve, reject) => {
    let control: Dispatcher.DispatchController | undefined;
    let stream: ByteStream | undefined;
    const abort = (): void => {
      control?.abort(abortReason(signal));
    };
    const stopListening = (): void => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    dispatcher.dispatch(optionsOf(connection, request), {
      onRequestStart: (controller) => {
        control = controller;
        if (signal?.aborted) abort();
      },
      onResponseStart: (controller, status, headers) => {
        if (status < 200) return;
        // Data may otherwise arrive before the caller has seen the head.
        controller.pause();
        stream = createByteStream(controller, signal);
        resolve({ status, header: (name) => single(headers[name]), stream });
      },
      onResponseData: (_, chunk) => stream?.receive(chunk),
      onResponseEnd: () => {
        stopListening();
        stream?.end();
      },
      onResponseError: (_, error) => {
        stopListening();
        stream?.fail(error);
        reject(error);
      },
    });
  });
}

const optionsOf = (connection: Connection, { method, path, headers }: StreamRequest): Dispatcher.DispatchOptions => ({
  origin: connection.api.origin,
  path,
  method,
  headers,
  // undici would close the connection after each HEAD.
  reset: false,
});

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const abortReason = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('The request was canceled.');
