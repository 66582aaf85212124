/** "IWLS", which distinguishes the file from databases of other programs. */
export const applicationId = 0x49574c53;

/** Increases with every change of the tables or of the records in them. Files of another format are not read. */
export const formatVersion = 3;

/**
 * With exclusive locking, the index of the log is in memory, which also works on network file systems. `NORMAL` with a log survives
 * a power failure and syncs only at checkpoints. A checkpoint blocks the process, so there is one for every megabyte.
 */
export const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 250;
  PRAGMA cache_size = -2048;
`;

/**
 * `BLOB` columns also store texts unchanged. Slices of a listing have a new generation, and become valid with the entry that names it.
 */
export const tables: string = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    data TEXT NOT NULL,
    seal INTEGER NOT NULL
  );
  CREATE TABLE slice (
    generation INTEGER NOT NULL,
    part INTEGER NOT NULL,
    data BLOB NOT NULL,
    seal INTEGER NOT NULL,
    PRIMARY KEY (generation, part)
  );
  CREATE TABLE rendition (
    rendition INTEGER NOT NULL,
    asset BLOB NOT NULL,
    revision BLOB NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    tag TEXT NOT NULL,
    seal INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (rendition, asset)
  ) WITHOUT ROWID;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${formatVersion};
`;
