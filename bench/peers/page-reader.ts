import { ask } from '../measure/ask.ts';
import { startModule, stopChild } from '../measure/child.ts';

/** Which pages are read. */
export interface ReadPages {
  readonly url: string;
  readonly apiKey: string;
  readonly albumIds: readonly string[];
  /** How many pages each of the albums has. */
  readonly pages: readonly number[];
  readonly concurrency: number;
}

/** How that went. */
export interface PageReading {
  readonly seconds: number;
  readonly requests: number;
  readonly bytes: number;
}

/** Reads pages with bare `node:http` in a process of its own; the bodies are thrown away as they came. */
export async function readPagesBarely(order: ReadPages): Promise<PageReading> {
  const child = startModule(new URL('./processes/page-reader.ts', import.meta.url));
  return ask<PageReading>(child, order).finally(() => stopChild(child));
}
