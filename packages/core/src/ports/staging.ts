/** Bytes that arrived whole. */
export interface ReceivedBytes {
  readonly size: number;
  /** Lowercase hex. */
  readonly sha1: string;
  /** Reads them from the beginning; may be called again. */
  open(): AsyncIterable<Uint8Array>;
  /** Frees their place. */
  discard(): Promise<void>;
}

/** Holds what clients send until the library has it. */
export interface Staging {
  /**
   * Writes bytes while it hashes them. Nothing is left of a body that rejects. `insufficient-storage` when there is no place, also
   * before the first byte where `size` is announced.
   */
  receive(body: AsyncIterable<Uint8Array>, size?: number): Promise<ReceivedBytes>;
}
