import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';

/** The `seq` of the conversation that a caller saw, where the header `Based-On` says so. Throws `bad_request`. */
export function basedOn({ headers }: Pick<FastifyRequest, 'headers'>): { readonly basedOn?: number } {
  const given = headers['based-on'];
  if (given === undefined) return {};
  if (typeof given === 'string' && /^\d{1,9}$/.test(given)) return { basedOn: Number(given) };
  throw new AppError('bad_request', 'The header Based-On must be the seq of an event.');
}
