import { onTestFinished } from 'vitest';
import { createFakeImmich, type FakeImmich, type FakeImmichOptions } from '../src/index.ts';
import { formOf, type Upload } from './upload-form.ts';

/** A running stand-in and a way to ask it. */
export interface Started {
  readonly immich: FakeImmich;
  readonly url: string;
  /** Asks below `/api` with admin's key; a body is sent as JSON. */
  readonly ask: (
    path: string,
    init?: { method?: string; headers?: Record<string, string>; json?: object; signal?: AbortSignal },
  ) => Promise<Response>;
  /** Uploads with admin's key. */
  readonly upload: (upload?: Upload, headers?: Record<string, string>) => Promise<Uploaded>;
  /** The parsed body of a GET, or of a POST if there is a body. */
  readonly read: <T>(path: string, json?: object) => Promise<T>;
}

/** The answer to an upload. */
export interface Uploaded {
  readonly httpStatus: number;
  readonly id: string;
  readonly status?: string;
  readonly message?: unknown;
}

/** Starts a stand-in that is closed when the test ends. */
export async function start(options: FakeImmichOptions): Promise<Started> {
  const immich = createFakeImmich(options);
  onTestFinished(() => immich.close());
  const { url } = await immich.listen();
  const ask: Started['ask'] = (path, { method, headers, json, signal } = {}) =>
    fetch(`${url}/api${path}`, {
      method: method ?? (json ? 'POST' : 'GET'),
      // By itself `fetch` marks conditional requests `no-cache`, and Express then never answers 304.
      headers: {
        'x-api-key': 'admin-key',
        'cache-control': 'max-age=0',
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      redirect: 'manual',
      ...(json && { body: JSON.stringify(json) }),
      ...(signal && { signal }),
    });
  const read = async <T>(path: string, json?: object): Promise<T> => {
    const response = await ask(path, json && { json });
    return (await response.json()) as T;
  };
  const upload: Started['upload'] = async (given = {}, headers = {}) => {
    const response = await fetch(`${url}/api/assets`, {
      method: 'POST',
      headers: { 'x-api-key': 'admin-key', ...headers },
      body: formOf(given),
    });
    return { httpStatus: response.status, ...((await response.json()) as { id: string }) };
  };
  return { immich, url, ask, read, upload };
}

/** The assets of a page of `/search/metadata`. */
export interface Page {
  readonly assets: {
    readonly total: number;
    readonly count: number;
    readonly items: readonly { readonly id: string; readonly originalFileName: string }[];
    readonly nextPage: string | null;
  };
}

export const namesOf = (page: Page): readonly string[] => page.assets.items.map((item) => item.originalFileName);

/** Waits until a condition holds; the test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
