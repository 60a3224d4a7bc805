import { createHash } from 'node:crypto';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/** What can be guessed or sent, with how often in how long: for one account, and from one address. */
const LIMITS = {
  sign_in: { account: 10, address: 50, seconds: 15 * MINUTE_S },
  second_factor: { account: 10, address: 50, seconds: 15 * MINUTE_S },
  password_reset: { account: 3, address: 20, seconds: HOUR_S },
} as const;
export type AttemptKind = keyof typeof LIMITS;

export type Attempt = {
  readonly kind: AttemptKind;
  /** Whom it is about: an e-mail address or an id, known or not. */
  readonly account: string;
  readonly ip: string;
};

export type Verdict =
  | { readonly isAllowed: true }
  | {
      readonly isAllowed: false;
      readonly retryAfterSeconds: number /** The first of its burst. */;
      readonly isNew: boolean;
    };

/** Holds guessing back. These limits stay on whatever the API's own are set to. */
export type AttemptLimits = {
  /** Counts an attempt before its outcome is known, so that many at once are counted too. */
  begin(attempt: Attempt): Promise<Verdict>;
  /** It was no guess: the account's count begins anew and the address gets its attempt back. */
  succeeded(attempt: Attempt): Promise<void>;
};

/** Counted in this process, or across nodes when a Redis client is given. */
export function createAttemptLimits(redis?: unknown): AttemptLimits {
  const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const options = { keyPrefix: `parley:attempts:${name}`, points, duration };
    if (!redis) return new RateLimiterMemory(options);
    // Redis may be flushed or away at any time: the node then counts for itself.
    return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: new RateLimiterMemory(options) });
  };
  const limiters = new Map(
    Object.entries(LIMITS).map(([kind, { account, address, seconds }]) => [
      kind,
      {
        byAccount: limiter(`${kind}:account`, account, seconds),
        byAddress: limiter(`${kind}:address`, address, seconds),
      },
    ]),
  );
  const of = (kind: AttemptKind) => {
    const found = limiters.get(kind);
    if (!found) throw new Error(`no limits for ${kind}`);
    return found;
  };
  return {
    async begin({ kind, account, ip }) {
      const { byAccount, byAddress } = of(kind);
      const verdict = await consume(byAddress, ip);
      return verdict.isAllowed ? consume(byAccount, digest(account)) : verdict;
    },
    async succeeded({ kind, account, ip }) {
      const { byAccount, byAddress } = of(kind);
      await Promise.all([byAccount.delete(digest(account)), byAddress.reward(ip, 1)]);
    },
  };
}

async function consume(limiter: RateLimiterAbstract, key: string): Promise<Verdict> {
  try {
    await limiter.consume(key);
    return { isAllowed: true };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    return { isAllowed: false, retryAfterSeconds, isNew: refusal.consumedPoints === limiter.points + 1 };
  }
}

/** No addresses of people in Redis. */
const digest = (account: string): string => createHash('sha256').update(account).digest('hex');
