import { defineConfig } from 'vitest/config';

/**
 * Workspace packages resolve to their TypeScript sources, so that tests need no build. Node is told of these conditions too:
 * with `import` among them it would give ES modules to whoever calls `require`.
 */
const source = ['@immich-webdav/source', 'node', 'module'];

const project = (name: string, include: string[], testTimeout = 10_000) => ({
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source, externalConditions: source } },
  test: { name, include, testTimeout },
});

export default defineConfig({
  test: {
    projects: [
      project('core', ['packages/core/**/*.test.ts']),
      project('fake-immich', ['packages/fake-immich/**/*.test.ts'], 30_000),
      project('demo-library', ['packages/demo-library/**/*.test.ts']),
      project('immich-adapter', ['packages/immich-adapter/**/*.test.ts'], 30_000),
      project('content-cache', ['packages/content-cache/**/*.test.ts'], 60_000),
      project('xmp-sidecar', ['packages/xmp-sidecar/**/*.test.ts'], 30_000),
      project('webdav-adapter', ['packages/webdav-adapter/**/*.test.ts'], 30_000),
      project('listing-store', ['packages/listing-store/**/*.test.ts'], 60_000),
      project('server', ['apps/server/{src,test,demo,fuzz}/**/*.test.ts'], 30_000),
      project('end-to-end', ['apps/server/e2e/**/*.test.ts'], 120_000),
      project('soak', ['apps/server/soak/**/*.test.ts'], 600_000),
      project('examples', ['examples/**/*.test.ts'], 30_000),
      project('repository', ['scripts/**/*.test.ts', 'bench/**/*.test.ts']),
    ],
    coverage: { include: ['packages/*/src/**', 'apps/*/src/**'], exclude: ['**/*.test.ts'] },
  },
});
