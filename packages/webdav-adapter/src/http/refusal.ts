import type { OutgoingHttpHeaders } from 'node:http';

export interface RefusalOptions {
  readonly headers?: OutgoingHttpHeaders;
  /** An XML body (RFC 4918 section 16) in the place of the message. */
  readonly xml?: string;
}

/** A request that ends with a status of HTTP's own, decided before the tree was asked or from what it answered. */
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
