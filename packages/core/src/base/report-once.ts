/** Suppresses repeated reports: a subject is reported again only in another state, or after it was cleared. */
export interface ReportOnce<Subject> {
  /** Calls `report` unless the subject is in the same state as at the last call. */
  report(subject: Subject, state: string, report: () => void): void;
  /** Ends the state of a subject, so that the next report of it passes. */
  clear(subject: Subject): void;
  has(subject: Subject): boolean;
}

export function createReportOnce<Subject>(): ReportOnce<Subject> {
  const states = new Map<Subject, string>();
  return {
    report(subject, state, report) {
      if (states.get(subject) === state) return;
      states.set(subject, state);
      report();
    },
    clear: (subject) => void states.delete(subject),
    has: (subject) => states.has(subject),
  };
}
