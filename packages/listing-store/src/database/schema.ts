/** Told apart from the databases of other programs: "IWLS". */
export const applicationId = 0x49574c53;

/** Grows with every change of the tables or of what is in them; a store of another format is not read. */
export const formatVersion = 3;

/**
 * Exclusive: one process has the file, and the index of the log is in its memory, so that network file systems serve too.
 * `NORMAL` with a log: whole after a power failure, and the disk is waited for only when the log is carried over;
 * that is done for every megabyte, since everybody waits meanwhile.
 */
export const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA wal_autocheckpoint = 250;
  PRAGMA cache_size = -2048;
`;

/**
 * `BLOB` takes texts too, and leaves them as they are. Slices of a listing are written under a new generation, and are valid once the entry says so.
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
