/** The endings of the files that SQLite keeps for a database: its own, the log and its index, and the rollback journal. */
export const companions = ['', '-wal', '-shm', '-journal'] as const;
