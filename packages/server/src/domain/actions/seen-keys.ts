import type { Json } from '../../lib/json.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { metadataOf } from './variables.ts';

/** A key that a placeholder can name. */
export type SeenKey = {
  readonly key: string;
  /** The newest value; null where there was none. */
  readonly sample: Json;
  readonly isVerified: boolean;
};

type Seen = Pick<Conversation, 'metadata' | 'unverifiedKeys' | 'visitor'>;

const NOBODY: Seen = {
  metadata: {},
  unverifiedKeys: [],
  visitor: { name: null, email: null, phone: null, label: null },
};

/** The keys of some conversations, the newest conversation first: those of visitors, then the others by name. */
export function seenKeys(conversations: readonly Seen[]): SeenKey[] {
  const seen = new Map<string, SeenKey>();
  const ofVisitors = new Set(Object.keys(metadataOf(NOBODY)));
  for (const conversation of [...conversations, NOBODY]) {
    for (const [key, sample] of Object.entries(metadataOf(conversation))) {
      const known = seen.get(key);
      if (known && (known.sample !== null || sample === null)) continue;
      seen.set(key, { key, sample, isVerified: !conversation.unverifiedKeys.includes(key) });
    }
  }
  const rank = ({ key }: SeenKey): number => (ofVisitors.has(key) ? 0 : 1);
  return [...seen.values()].toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
}
