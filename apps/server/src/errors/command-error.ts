/** A command was used in a way that cannot work; the message says in one sentence what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
