import type { OutgoingHttpHeaders } from 'node:http';

export interface RefusalOptions {
  readonly headers?: OutgoingHttpHeaders;
  /** An XML body (RFC 4918 section 16) instead of the message. */
  readonly xml?: string;
}

/** An error that is answered with an HTTP status of its own. `message` is one sentence that says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly options: RefusalOptions;

  constructor(status: number, message: string, options: RefusalOptions = {}) {
    super(message);
    this.status = status;
    this.options = options;
  }
}
