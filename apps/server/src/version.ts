/** The version of this package. Repeated here because a bundle has no package.json; a test compares the two. */
export const version: string = '0.1.0';
