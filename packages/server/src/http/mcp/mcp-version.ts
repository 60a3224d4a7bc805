import { createRequire } from 'node:module';

/** The version of this program, as it introduces itself. */
export const mcpVersion: string = (createRequire(import.meta.url)('../../../package.json') as { version: string })
  .version;
