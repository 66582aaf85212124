/** This package's version. Written here too, because a bundle has no package.json beside it; a test compares the two. */
export const version: string = '0.1.0';
