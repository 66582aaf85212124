import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Sends a message to a module and waits for its answer. One at a time. */
export async function ask<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  const answered = next<Answer>(child);
  child.send(question);
  return answered;
}

/** The next message of a module. */
export async function next<Answer>(child: ChildProcess): Promise<Answer> {
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(() => {
    throw new Error('A process of the benchmark ended too early.');
  });
  const [answer] = await Promise.race([once(child, 'message', { signal: gone.signal }), ended]);
  ended.catch(() => {});
  gone.abort();
  return answer as Answer;
}
