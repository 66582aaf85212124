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
});
