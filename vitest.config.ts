import { defineConfig } from 'vitest/config';
import { testFiles } from './scripts/test-files.ts';

const { pure, rest, sameAnywhere } = testFiles();
const isOnServer = Boolean(process.env.TEST_DATABASE_URL);
const onServer = rest.filter((file) => !sameAnywhere.includes(file));
if (isOnServer) {
  const left = pure.length + rest.length - onServer.length;
  console.log(
    `left out: ${left} files that do the same on the embedded database (run npm test without TEST_DATABASE_URL)`,
  );
}

/** Stories in a browser or over processes: on a shared machine one may be late once, and is told again where that is asked for. */
const isStory = (file: string): boolean => /\/test\/(browser|process)\//.test(file);
const here = isOnServer ? onServer : rest;

const shared = {
  testTimeout: 90_000,
  hookTimeout: 120_000,
  setupFiles: ['packages/server/test/support/only-loopback.ts'],
  // A condition comes true when it does: on a shared PostgreSQL another suite's open transaction holds the log back.
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  // The SDK as it stands here, not as it was last packed.
  ssr: { resolve: { conditions: ['parley-source', 'node', 'development|production'] } },
  test: {
    // Two cores, and each worker restores its own PGlite (250 MB): more workers only wait for each other.
    maxWorkers: 2,
    globalSetup: ['packages/server/test/support/set-up-suite.ts'],
    projects: [
      { extends: true, test: { ...shared, name: 'rest', include: here.filter((file) => !isStory(file)) } },
      {
        extends: true,
        test: {
          ...shared,
          name: 'stories',
          include: here.filter(isStory),
          retry: Number(process.env.PARLEY_TEST_RETRIES ?? 0),
        },
      },
      // A worker for each of these files would take longer than its tests.
      ...(isOnServer ? [] : [{ extends: true, test: { ...shared, name: 'pure', include: pure, isolate: false } }]),
    ],
  },
});
