import { refreshFactsOf } from '../store/search/conversation-facts.ts';
import type { Deps } from './deps.ts';
import { readLogOn } from './read-log-on.ts';

const CURSOR = 'facts';

/**
 * Reads the log on, at most `maxEvents`, and brings up to date what lists filter by beside the rows that it speaks of.
 * Gives how many events it read. Its cursor began with the log, so that conversations that are older than their facts have
 * them in the end.
 */
export const refreshFacts = (
  deps: Pick<Deps, 'database'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<number> => readLogOn(deps, { cursor: CURSOR, maxEvents }, refreshFactsOf);
