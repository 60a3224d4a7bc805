import { LINK_LIFETIME_MS, LINK_TOKEN, linkContent, type TrackedLink } from '../domain/visitor/tracked-link.ts';
import type { Deps } from './deps.ts';

/** The address that leads to a link of a reply, and notes that it was followed. Another one each time it is asked for. */
export function linkAddress({ links, baseUrl }: Pick<Deps, 'links' | 'baseUrl'>, link: TrackedLink): string {
  return `${baseUrl()}/l/${links.seal(LINK_TOKEN, linkContent(link), LINK_LIFETIME_MS)}`;
}
