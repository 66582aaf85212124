import type { CollectionResource, Resource } from '../ports/resource-tree.ts';

/** A collection at one moment. */
export interface Folder {
  readonly resource: CollectionResource;
  /** All members; the same array while nothing changed. */
  members(): Promise<readonly Resource[]>;
  /** The member of that name as a folder, if it is one. */
  folder(name: string): Promise<Folder | undefined>;
  /** The member of that name. */
  member(name: string): Promise<Resource | undefined>;
}
