/** The folder of this program among the user's own data, where this system has such: `~/.local/share/immich-webdav` on Linux. */
export async function userDataFolder(): Promise<string> {
  // Looks for a home folder as soon as it is loaded, which a service may not have: then nothing but this may fail.
  const { default: envPaths } = await import('env-paths');
  return envPaths('immich-webdav', { suffix: '' }).data;
}
