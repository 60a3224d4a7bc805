import type { JsonObject } from '../../../lib/json.ts';

/** How many threads of the bot are remembered, the latest. */
const THREADS_MAX = 500;

/** A session of the gateway, as it goes on. `id` is empty until Discord has given one. */
export type Session = {
  id: string;
  /** Where it is resumed. */
  url: string;
  /** The number of the last event that was taken. */
  seq: number | null;
  /** Ids of threads that the bot began. */
  readonly threads: Set<string>;
};

/** A session as it was remembered; a new one for null or what is none. */
export function sessionOf(stored: JsonObject | null): Session {
  const { id, url, seq, threads } = stored ?? {};
  const isWhole =
    typeof id === 'string' && id !== '' && typeof url === 'string' && url !== '' && typeof seq === 'number';
  return {
    id: isWhole ? id : '',
    url: isWhole ? url : '',
    seq: isWhole ? seq : null,
    threads: new Set(Array.isArray(threads) ? threads.map(String) : []),
  };
}

/** What is remembered of a session. */
export const storedSession = ({ id, url, seq, threads }: Session): JsonObject => ({
  id,
  url,
  seq,
  threads: [...threads].slice(-THREADS_MAX),
});
