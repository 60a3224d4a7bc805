import type { FastifyReply, FastifyRequest } from 'fastify';

/** A file in the three forms that browsers read. `integrity` tells its bytes from others. */
export type SentAsset = {
  readonly contentType: string;
  readonly integrity: string;
  readonly plain: Buffer;
  readonly brotli: Buffer;
  readonly gzip: Buffer;
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** A script that never changes under its path: a year, and no question in between. */
export const FOR_EVER = 'public, max-age=31536000, immutable';

/** Sends a script to a page of any site, as small as the browser can read it; 304 when the browser has it already. */
export function sendAsset({ request, reply }: Exchange, asset: SentAsset, cacheControl: string): FastifyReply {
  reply
    .header('access-control-allow-origin', '*')
    // Pages that are isolated from other origins may load it too.
    .header('cross-origin-resource-policy', 'cross-origin');
  return sendOwnAsset({ request, reply }, asset, cacheControl);
}

/** The same for pages of ours. */
export function sendOwnAsset({ request, reply }: Exchange, asset: SentAsset, cacheControl: string): FastifyReply {
  const etag = `"${asset.integrity}"`;
  reply.header('cache-control', cacheControl).header('etag', etag).header('vary', 'accept-encoding');
  if (knows(request, etag)) return reply.code(304).send();
  const encoding = encodingFor(request);
  if (encoding) reply.header('content-encoding', encoding === 'brotli' ? 'br' : 'gzip');
  return reply.type(asset.contentType).send(asset[encoding ?? 'plain']);
}

/** A proxy that compresses by itself says `W/` before what it was told. */
const knows = ({ headers }: FastifyRequest, etag: string): boolean =>
  (headers['if-none-match'] ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);

function encodingFor({ headers }: FastifyRequest): 'brotli' | 'gzip' | null {
  const accepted = String(headers['accept-encoding'] ?? '').toLowerCase();
  if (accepts(accepted, 'br')) return 'brotli';
  return accepts(accepted, 'gzip') ? 'gzip' : null;
}

/** `br;q=0` says that it is not read. */
const accepts = (accepted: string, name: string): boolean =>
  accepted.split(',').some((each) => {
    const [coding, ...parameters] = each.split(';').map((part) => part.trim());
    return coding === name && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
