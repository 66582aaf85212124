import { readFile } from 'node:fs/promises';

/** The most memory that a process ever had resident, in bytes (VmHWM of proc(5)); nothing where /proc is absent. */
export async function peakMemory(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
