declare global {
  /** The part of the platform's AbortController that the core uses; it merges with the platform's own declaration. */
  interface AbortController {
    readonly signal: AbortSignal;
    abort(reason?: unknown): void;
  }
}

interface Platform {
  readonly AbortController: new () => AbortController;
}

/** A signal of the platform's own making: every JavaScript runtime has this global, no ECMAScript library names it. */
export const createStopSignal = (): AbortController => new (globalThis as unknown as Platform).AbortController();
