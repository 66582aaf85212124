declare global {
  /** The part of the platform's AbortSignal that the core uses; it merges with the platform's own declaration. */
  interface AbortSignal {
    readonly aborted: boolean;
    throwIfAborted(): void;
  }
}

export {};
