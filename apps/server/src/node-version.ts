/** The oldest supported version of Node, as in `engines` of the package. */
const oldest = [22, 18] as const;

/** One sentence when a version of Node such as `20.19.0` is too old for this program. */
export function tooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isTooOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  return isTooOld ? `This program needs Node ${oldest.join('.')} or newer, and this is Node ${version}.` : undefined;
}
