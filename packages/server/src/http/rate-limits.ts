import { AppError } from '@parley/protocol';
import type { Tier } from '@parley/protocol/api';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** Calls a minute, per token and endpoint (design §8). */
const POINTS: Record<Exclude<Tier, 'none' | 'workspace'>, number> = { read: 120, write: 60, heavy: 20, chat: 600 };

/** How many calls somebody may make. */
export type Allowance = { readonly perMinute: number; readonly perHour: number };

/** What a workspace may ask of the Workspace API unless told (design §8). */
export const WORKSPACE_CALLS: Allowance = { perMinute: 60, perHour: 1_000 };

/** What visitors of the widget may say a minute: each, and all of one address together. */
export type VisitorTurns = { readonly perVisitor: number; readonly perAddress: number };

/** What visitors may say unless told (design §8). */
export const VISITOR_TURNS: VisitorTurns = { perVisitor: 10, perAddress: 60 };

/** How far somebody is in a window of time: it ends at `resetsAt`, and the limit is whole again. */
export type Standing = { readonly limit: number; readonly remaining: number; readonly resetsAt: Date };

export type Spent = {
  readonly minute: Standing;
  readonly hour: Standing;
  /** Null when the call may go on. */
  readonly retryAfterSeconds: number | null;
};

export interface RateLimits {
  /** Counts one call; throws `too_many_requests` with the seconds to wait once the tier is used up. */
  count(tier: Tier, tokenId: string, endpointId: string): Promise<void>;
  /** Counts one call of somebody within a minute and an hour, and tells where they stand. */
  spend(who: string, allowance: Allowance): Promise<Spent>;
  /** Counts one of what may happen so often within a day; false once it was that often. The day begins with the first. */
  spendOfDay(who: string, perDay: number): Promise<boolean>;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

/** No limits, for benchmarks. */
export const unlimited: RateLimits = {
  count: async () => {},
  spend: async (_who, { perMinute, perHour }) => ({
    minute: standing(perMinute, 0, MINUTE * 1000),
    hour: standing(perHour, 0, HOUR * 1000),
    retryAfterSeconds: null,
  }),
  spendOfDay: async () => true,
};

/** Limits counted in this process, or across nodes when a Redis client is given. */
export function createRateLimits(redis?: unknown): RateLimits {
  const limiter = (name: string, points: number, duration = MINUTE): RateLimiterAbstract => {
    const options = { keyPrefix: `parley:limit:${name}`, points, duration };
    if (!redis) return new RateLimiterMemory(options);
    // Redis may be flushed or away at any time: the node then counts for itself.
    return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: new RateLimiterMemory(options) });
  };
  const limiters = new Map(Object.entries(POINTS).map(([tier, points]) => [tier, limiter(tier, points)]));
  // Allowances differ from one to the other, so that these only count.
  const minutes = limiter('minute', Number.MAX_SAFE_INTEGER);
  const hours = limiter('hour', Number.MAX_SAFE_INTEGER, HOUR);
  const days = limiter('day', Number.MAX_SAFE_INTEGER, DAY);
  return {
    async count(tier, tokenId, endpointId) {
      try {
        await limiters.get(tier)?.consume(`${tokenId}:${endpointId}`);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw tooMany(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      }
    },
    async spend(who, { perMinute, perHour }) {
      const inMinute = await minutes.consume(who);
      const mayGoOn = inMinute.consumedPoints <= perMinute;
      // What the minute refuses does not use up the hour: else a loop without a pause would be locked out for one.
      const inHour = mayGoOn ? await hours.consume(who) : await hours.get(who);
      const minute = standing(perMinute, inMinute.consumedPoints, inMinute.msBeforeNext);
      const hour = standing(perHour, inHour?.consumedPoints ?? 0, inHour?.msBeforeNext ?? HOUR * 1000);
      const isHourOver =
        inHour !== null && (mayGoOn ? inHour.consumedPoints > perHour : inHour.consumedPoints >= perHour);
      const waits = [mayGoOn ? 0 : inMinute.msBeforeNext, isHourOver ? inHour.msBeforeNext : 0];
      const isRefused = !mayGoOn || isHourOver;
      return { minute, hour, retryAfterSeconds: isRefused ? Math.max(1, Math.ceil(Math.max(...waits) / 1000)) : null };
    },
    async spendOfDay(who, perDay) {
      return (await days.consume(who)).consumedPoints <= perDay;
    },
  };
}

/** The refusal of a call too many. */
export const tooMany = (retryAfterSeconds: number): AppError =>
  new AppError('too_many_requests', `Too many requests: try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });

const standing = (limit: number, used: number, msLeft: number): Standing => ({
  limit,
  remaining: Math.max(0, limit - used),
  resetsAt: new Date(Date.now() + msLeft),
});
