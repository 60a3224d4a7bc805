import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { recordScan, type ScanResult } from '../../../commands/record-scan.ts';
import { ENTRY_LIFETIME_MS, ENTRY_TOKEN, entryContent } from '../../../domain/entry-points/entry-token.ts';
import { parseGtin } from '../../../domain/entry-points/gtin.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import { findTargetByGtin, findTargetBySlug, type ScanTarget } from '../../../store/entry-points/scans.ts';
import type { HttpDeps } from '../../deps.ts';
import { sendVisitorError } from '../chat-page/visitor-errors.ts';

/** Scans of one address that are written down; whoever asks more often is led on, and not counted. */
const RECORDED = { perMinute: 30, perHour: 300 };

type Find = (code: string) => Promise<ScanTarget | null>;

/** The links of QR codes, products and objects. Where they lead is stored: nothing in the request decides it. */
export function scanRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { named } = deps.database;
  const byGtin: Find = async (code) => {
    const gtin = parseGtin(code);
    return gtin ? findTargetByGtin(named, gtin) : null;
  };
  const links: readonly (readonly [string, Find])[] = [
    ['/q/:code', (code) => findTargetBySlug(named, 'qr_code', code)],
    ['/o/:code', (code) => findTargetBySlug(named, 'object', code)],
    ['/p/:code', async (code) => (await findTargetBySlug(named, 'product', code)) ?? byGtin(code)],
    // GS1 Digital Link.
    ['/01/:code', byGtin],
  ];
  for (const [url, find] of links) {
    app.route<{ Params: { code: string } }>({
      method: 'GET',
      url,
      errorHandler: (error, request, reply) => sendVisitorError(deps, error, request, reply),
      async handler(request, reply) {
        const { code } = request.params;
        const target = code.length <= 20 && /^[A-Za-z0-9]+$/.test(code) ? await find(code) : null;
        if (!target) throw new AppError('not_found', 'This code does not lead anywhere at the moment.');
        return leadOn(deps, { request, reply }, target);
      },
    });
  }
}

async function leadOn(
  deps: HttpDeps,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  target: ScanTarget,
): Promise<FastifyReply> {
  const { searchParams } = new URL(request.raw.url ?? '/', 'http://localhost');
  const query = [...searchParams].map(([key, value]) => ({ key, value }));
  const visit = { query, userAgent: request.headers['user-agent'] ?? null };
  const result = await recordScan(deps, { target, visit, isRecorded: await isRecorded(deps, request) });
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(addressOf(deps, target, result), 302);
}

async function isRecorded(deps: HttpDeps, request: FastifyRequest): Promise<boolean> {
  if (request.method === 'HEAD') return false;
  const { retryAfterSeconds } = await deps.limits.spend(`scans:${addressGroup(request.ip)}`, RECORDED);
  return retryAfterSeconds === null;
}

function addressOf(deps: HttpDeps, { workspaceId }: ScanTarget, result: ScanResult): string {
  if (result.type === 'url') return result.url;
  const token = deps.links.seal(ENTRY_TOKEN, entryContent(workspaceId, result.entry), ENTRY_LIFETIME_MS);
  return `/c/${result.scenarioId}?entry=${token}`;
}
