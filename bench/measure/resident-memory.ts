import { readFile } from 'node:fs/promises';

/** Memory of a process that is resident, in bytes (proc(5)). */
export interface ResidentMemory {
  /** The most that there ever was (VmHWM). */
  readonly peak: number;
  /** What there is (VmRSS). */
  readonly now: number;
}

/** Nothing where /proc is absent. */
export async function residentMemory(pid: number): Promise<ResidentMemory | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const bytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return status === '' ? undefined : { peak: bytes('VmHWM'), now: bytes('VmRSS') };
}
