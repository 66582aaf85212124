/** The data folder of this program for the current user, e.g. `~/.local/share/immich-webdav`. Rejects without a home folder. */
export async function userDataFolder(): Promise<string> {
  // The module looks for a home folder when it is loaded, and throws without one, as for some services.
  const { default: envPaths } = await import('env-paths');
  return envPaths('immich-webdav', { suffix: '' }).data;
}
