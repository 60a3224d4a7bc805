import { AppError } from '@parley/protocol';
import type { Tier } from '@parley/protocol/api';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** Calls a minute, per token and endpoint (design §8). */
const POINTS: Record<Exclude<Tier, 'none' | 'workspace'>, number> = { read: 120, write: 60, heavy: 20, chat: 600 };

export interface RateLimits {
  /** Counts one call; throws `too_many_requests` with the seconds to wait once the tier is used up. */
  count(tier: Tier, tokenId: string, endpointId: string): Promise<void>;
}

/** No limits, for benchmarks. */
export const unlimited: RateLimits = { count: async () => {} };

/** Limits counted in this process, or across nodes when a Redis client is given. */
export function createRateLimits(redis?: unknown): RateLimits {
  const limiter = (tier: string, points: number): RateLimiterAbstract => {
    const options = { keyPrefix: `parley:limit:${tier}`, points, duration: 60 };
    if (!redis) return new RateLimiterMemory(options);
    // Redis may be flushed or away at any time: the node then counts for itself.
    return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: new RateLimiterMemory(options) });
  };
  const limiters = new Map(Object.entries(POINTS).map(([tier, points]) => [tier, limiter(tier, points)]));
  return {
    async count(tier, tokenId, endpointId) {
      try {
        await limiters.get(tier)?.consume(`${tokenId}:${endpointId}`);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw new AppError('too_many_requests', `Too many requests: try again in ${retryAfterSeconds} s.`, {
          retryAfterSeconds,
        });
      }
    },
  };
}
