import type { Config } from '../../config.ts';
import { reasonOf } from '../../runtime/reason-of.ts';
import { ill, type Report, well } from './report.ts';

const TIMEOUT_MS = 3_000;

/** Whether Redis answers, where one is configured. */
export async function checkRedis({ redisUrl }: Config): Promise<Report[]> {
  if (!redisUrl) return [];
  const { Redis } = await import('ioredis');
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: TIMEOUT_MS, retryStrategy: () => null });
  // The reason also arrives as a rejection below; without a listener it would end the process.
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
    return [well('redis', 'Redis answers.')];
  } catch (error) {
    return [ill('redis', `Redis cannot be reached (${reasonOf(error)}): start it, or correct REDIS_URL.`)];
  } finally {
    redis.disconnect();
  }
}
