/** A word of names that another one replaces: one word for one thing. */
export interface NameRule {
  /** Matches words of a name in lower case, separated by blanks: `readTreeError` is `read tree error`. */
  readonly not: RegExp;
  readonly but: string;
}

/** A turn of phrase in comments and messages that plain English puts otherwise. */
export interface ProseRule {
  readonly not: RegExp;
  readonly but: string;
}

/** Where a ruled-out word is the right one. */
export interface Exception {
  /** Of files, from the root of the repository. */
  readonly path: RegExp;
  /** The name or the prose that may be. */
  readonly text: RegExp;
  readonly reason: string;
}

export const nameRules: readonly NameRule[] = [
  { not: /\b(folders?|nodes?|sections?)\b/, but: 'collection, or group for what the library groups by' },
  { not: /\bparts?\b/, but: 'collection, or a name for what is in it' },
  { not: /\bloose\b/, but: 'unfiled' },
  { not: /\b(items?|pictures?)\b/, but: 'asset, or file in the tree' },
  { not: /\basset files?\b/, but: 'file' },
  { not: /\bversions?\b/, but: 'fingerprint for content, generation for a counter' },
  { not: /\b(known|told|learnt|learned|remembered|kept)\b/, but: 'cached, or stored on disk' },
  { not: /\b(learn|learning|learner|learns|tell|tells|believed?|believes)\b/, but: 'fetch, report, accept' },
  { not: /\bleft out\b/, but: 'unavailable, or excluded' },
  { not: /(?<!report |at )\bonce\b/, but: 'singleFlight' },
  { not: /\bturns?\b/, but: 'yielding, mutex or rotation' },
  { not: /\btree errors?\b/, but: 'LibraryError' },
  { not: /\b(facts?|books?)\b/, but: 'metadata, labels or cache' },
  { not: /\bdoubts?\b/, but: 'suspicious drop' },
  { not: /\b(who|whoever|whom|nobody|somebody|anybody|stranger|strangers)\b/, but: 'client, caller, operator' },
];

export const proseRules: readonly ProseRule[] = [
  { not: /\b(nobody|somebody|anybody|everybody|whoever|whomever)\b/i, but: 'the client, the caller, the operator' },
  { not: /\b(is|are|was|were|be|been|being) told\b|\b(tells?|telling|told)\b/i, but: 'returns, reports, shows' },
  { not: /\b(learns?|learnt|learned|learning)\b/i, but: 'fetches, reads, caches' },
  { not: /\b(believes?|believed|believing)\b/i, but: 'accepts, trusts' },
  { not: /\b(remembers?|remembered)\b/i, but: 'caches, stores' },
  { not: /\bknows\b|\bwhat is known\b/i, but: 'the noun: its cached metadata, the configured names' },
  { not: /\banew\b/i, but: 'again' },
  { not: /\b(held|hold|holds|holding) up\b/i, but: 'blocks' },
  { not: /\b(newcomers?|strangers?)\b/i, but: 'the thing itself' },
  { not: /\bof whom\b|\bthose whom\b|\bwho (finds|asks|had)\b/i, but: 'subject, verb, object' },
];

export const exceptions: readonly Exception[] = [
  {
    path: /^(apps\/server|packages\/(listing-store|content-cache|immich-adapter))\//,
    text: /folder/i,
    reason: 'A directory on disk is called folder, as in the settings.',
  },
  { path: /./, text: /^splitFoldersAt$/, reason: 'Named like the setting SPLIT_FOLDERS_AT.' },
  { path: /./, text: /^(node-version|createNodeServer|httpVersion)$/, reason: 'Node.js, and the version of HTTP.' },
  { path: /^apps\/server\//, text: /^version$/, reason: 'The version of Node.js, of Immich or of this program.' },
  {
    path: /^packages\/immich-adapter\//,
    text: /version/i,
    reason: "Immich's API differs by the version of its server.",
  },
  { path: /^packages\/listing-store\//, text: /^formatVersion$/, reason: 'The version of the file format.' },
  { path: /\/entry-record\.ts$/, text: /^kept$/, reason: 'The key in files that were written earlier.' },
  { path: /./, text: /Parts$/, reason: 'The arguments of a factory.' },
  { path: /./, text: /^parts?$/, reason: 'A piece of a text, of a file or of a message; short-lived variables only.' },
  { path: /\/configuration\//, text: /^items?$/, reason: 'The items of a list that the operator wrote.' },
  { path: /^packages\/xmp-sidecar\//, text: /^items$/, reason: 'The items of an array in XMP.' },
  { path: /^packages\/immich-adapter\//, text: /^items$/, reason: "A field of Immich's answers to searches." },
  { path: /^packages\/immich-adapter\//, text: /machine learning/i, reason: 'A service of Immich.' },
  { path: /\/views\/month-views\.ts$/, text: /^folders$/, reason: 'The view of that name shows folders of a disk.' },
  { path: /\/ports\/clock\.ts$/, text: /^once$/, reason: 'An option of the DOM.' },
  { path: /\/memory\//, text: /^loose$/, reason: 'A field of the published memory library.' },
  { path: /./, text: /-parts$/, reason: 'The file of the arguments of a factory, or of a text in pieces.' },
];
