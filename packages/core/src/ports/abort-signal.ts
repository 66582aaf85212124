declare global {
  /** The part of the platform's AbortSignal that the core uses; it merges with the platform's own declaration. */
  interface AbortSignal {
    readonly aborted: boolean;
    throwIfAborted(): void;
    addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
    removeEventListener(type: 'abort', listener: () => void): void;
  }
}

export {};
