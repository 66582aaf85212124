/** One rule of a port; `run` rejects with a sentence when what is under test breaks it. */
export interface ConformanceCase<T> {
  readonly name: string;
  readonly run: (underTest: T) => Promise<void>;
}
