import type { Deps } from './deps.ts';

/** The purpose of the sealed ids in addresses of files. */
export const FILE_LINK = 'file';

/** As long as the installation's secret. */
const LIFETIME_MS = 100 * 365 * 24 * 60 * 60 * 1000;

/** The address of a file for whoever has it: nobody can make one from an id. Another one each time it is asked for. */
export function fileAddress({ links, baseUrl }: Pick<Deps, 'links' | 'baseUrl'>, id: string): string {
  return `${baseUrl()}/files/${links.seal(FILE_LINK, { id }, LIFETIME_MS)}`;
}
