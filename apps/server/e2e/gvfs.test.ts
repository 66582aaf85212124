import { expect, it } from 'vitest';
import { startServer, versions } from '../test/start-server.ts';
import { expectedDigests } from './expected-files.ts';
import { describeWith, newFolder, runProgram } from './program.ts';
import { inAddress, servedFiles } from './served-files.ts';

/** Mounts the first address in a desktop session of its own, lists it, and prints the digest of each further one. */
const script = `
  gio mount --anonymous "$1" || exit 1
  echo "albums: $(gio list "$1" | wc -l)"
  shift
  for file in "$@"; do gio cat "$file" | sha1sum; done
`;

/** Writes of every kind to the first address, which has the folder and the file that follow. */
const writes = `
  gio mount --anonymous "$1" || exit 1
  try() { "$@" 2>&1 && echo "succeeded: $*"; }
  try gio mkdir "$1new"
  try gio remove "$1$2/$3"
  try gio copy "$1$2/$3" "$1$2/copied.jpg"
  try gio move "$1$2/$3" "$1$2/moved.jpg"
  echo new | try gio save "$1$2/new.txt"
  try gio mkdir "$1$2"
`;

describeWith(['gio', 'dbus-run-session', 'gvfsd-dav'], () => {
  it.each(versions)('reads the whole library byte for byte, over Immich %s', async (version) => {
    const { url } = await startServer(version);
    const root = url.replace('http:', 'dav:');
    const files = (await servedFiles(url)).map((path) => new URL(inAddress(path), root).href);
    const { stdout, stderr } = await runProgram('dbus-run-session', ['--', 'sh', '-c', script, 'sh', root, ...files], {
      environment: { XDG_RUNTIME_DIR: newFolder(), GVFS_DISABLE_FUSE: '1' },
    });
    const said = stdout.toString();
    expect(said, stderr).toContain('albums: 6\n');
    expect(said.match(/^[0-9a-f]{40}/gm)?.sort()).toEqual(expectedDigests().join(' ').split(' ').sort());
  });

  it.each(versions)(
    'is refused every write, and only what exists is said to exist, over Immich %s',
    async (version) => {
      const { url } = await startServer(version);
      const root = url.replace('http:', 'dav:');
      const { stdout } = await runProgram(
        'dbus-run-session',
        ['--', 'sh', '-c', writes, 'sh', root, 'CON_', 'NUL_.jpg'],
        {
          environment: { XDG_RUNTIME_DIR: newFolder(), GVFS_DISABLE_FUSE: '1' },
        },
      );
      const said = stdout.toString();
      expect(said).not.toContain('succeeded');
      // A file manager that is told that a new name exists tries the next one, without end.
      expect(said.match(/Forbidden/g), said).toHaveLength(5);
      expect(said.match(/already exists/g), said).toHaveLength(1);
    },
  );
});
