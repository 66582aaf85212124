import type { Resource } from '@immich-webdav/core';
import { LRUCache } from 'lru-cache';
import type { PropertySelection } from '../propfind/property-selection.ts';
import { renderOne } from './render.ts';

/** Renders the multistatus of one resource, or returns its latest rendering. */
export interface SingleRenderings {
  render(href: string, resource: Resource, selection: PropertySelection): string;
  /** Characters of all cached renderings. */
  readonly length: number;
}

interface Rendered {
  readonly href: string;
  readonly selection: PropertySelection;
  readonly text: string;
}

/** Limit for all cached renderings, in characters: some hundred of usual length. */
export const maxRenderedLength: number = 512 * 1024;
/** A request for many unknown properties must not evict all other renderings. */
const maxEntryLength = 8 * 1024;

/** Caches the latest rendering of single resources: clients repeat the same PROPFIND on the same resources. */
export function createSingleRenderings(): SingleRenderings {
  const cached = new LRUCache<Resource, Rendered>({
    maxSize: maxRenderedLength,
    maxEntrySize: maxEntryLength,
    sizeCalculation: ({ href, text }) => href.length + text.length,
  });
  return {
    get length() {
      return cached.calculatedSize;
    },
    render(href, resource, selection) {
      const last = cached.get(resource);
      if (last?.href === href && last.selection === selection) return last.text;
      const text = renderOne(href, resource, selection);
      cached.set(resource, { href, selection, text });
      return text;
    },
  };
}
