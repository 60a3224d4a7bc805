import { AppError } from '@parley/protocol';
import type { Deps } from './deps.ts';

/** Refuses an address that the outgoing client would not send to, saying why. */
export async function refuseUnreachable({ outside }: Pick<Deps, 'outside'>, url: string): Promise<void> {
  const problem = await outside.problemOf(url);
  if (problem === null) return;
  const fields = [{ path: 'url', message: problem }];
  throw new AppError('validation_failed', problem, { reason: 'invalid_payload', fields });
}
