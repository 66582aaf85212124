/** Work on groups, one after another for each group. */
export interface GroupQueue<T> {
  /** Shares the last work that was added for the group when it is for this revision and not done; else adds work. */
  share(groupId: string, revision: string, work: () => Promise<T>): Promise<T>;
  /** Adds work that is not shared. */
  add(groupId: string, work: () => Promise<T>): Promise<T>;
}

interface Queued<T> {
  readonly revision: string | undefined;
  readonly result: Promise<T>;
}

export function createGroupQueue<T>(): GroupQueue<T> {
  const last = new Map<string, Queued<T>>();

  function queue(groupId: string, revision: string | undefined, work: () => Promise<T>): Promise<T> {
    const running = last.get(groupId);
    const afterRunning = async (): Promise<T> => {
      await running?.result.catch(() => {});
      return work();
    };
    const result = afterRunning().finally(() => {
      if (last.get(groupId)?.result === result) last.delete(groupId);
    });
    last.set(groupId, { revision, result });
    return result;
  }

  return {
    share(groupId, revision, work) {
      const running = last.get(groupId);
      return running?.revision === revision ? running.result : queue(groupId, revision, work);
    },
    add: (groupId, work) => queue(groupId, undefined, work),
  };
}
