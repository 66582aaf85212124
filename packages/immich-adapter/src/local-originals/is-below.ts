import { sep } from 'node:path';

/** A path that ends in a separator, so that what begins like it is below it. */
export const asFolder = (path: string, separator: string): string =>
  path.endsWith(separator) ? path : `${path}${separator}`;

/** Whether a path of this host is below a folder of this host; both free of links. */
export const isBelow = (path: string, folder: string): boolean => path.startsWith(asFolder(folder, sep));
