import type { FastifyInstance, FastifyRequest } from 'fastify';
import { checkEmbed } from '../../../commands/check-embed.ts';
import type { EmbedCheck } from '../../../domain/embed/embed-facts.ts';
import { whoIs } from '../../../identity/sessions.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import { findOldestAgent } from '../../../store/agents/list-agents.ts';
import { visitOf } from '../../auth/sessions.ts';
import type { HttpDeps } from '../../deps.ts';
import type { Page } from '../../pages/layout.ts';
import { sendPage } from '../../pages/page-route.ts';
import { publicHost } from '../../public-host.ts';
import { embedCheckBody } from './embed-check-page.ts';
import { privatePlace } from './private-place.ts';
import { embedSnippet, pinnedSnippet, policyLines } from './snippets.ts';

/** Each check asks a page of somebody else's. */
const CHECKS = { perMinute: 6, perHour: 60 };
const ADDRESS_MAX = 2_000;
const LINKS = [
  { href: '/docs/embed', text: 'Guides' },
  { href: '/sign-in', text: 'Sign in' },
];
/** Where no agent is known yet. */
const NOBODY = 'SCENARIO_ID';

type Query = { readonly url?: unknown; readonly scenario?: unknown };

/** The page that says why the widget does not show on a site, and what to change. */
export function embedCheckRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Querystring: Query }>('/check-embed', async (request, reply) => {
    const address = textOf(request.query.url);
    const scenario = textOf(request.query.scenario);
    const host = publicHost(deps, request);
    const looked = address === '' ? { checks: null } : await look(deps, request, { address, scenario, host });
    const scenarioId = scenario || ((await findOldestAgent(deps.database.named))?.scenarioId ?? NOBODY);
    const { loader } = deps.widgetAssets;
    const body = embedCheckBody({
      address,
      scenario: scenario || (scenarioId === NOBODY ? '' : scenarioId),
      checks: looked.checks,
      snippet: embedSnippet(host, scenarioId),
      pinned: loader && pinnedSnippet(host, scenarioId, loader),
      policy: policyLines(host),
    });
    return sendPage(reply, { ...looked.refusal, title: 'Check my embed', isWide: true, links: LINKS, body });
  });
}

type Looked = {
  readonly checks: readonly EmbedCheck[] | null;
  readonly refusal?: Pick<Page, 'problem'> & { readonly status: number; readonly retryAfterSeconds?: number };
};

async function look(
  deps: HttpDeps,
  request: FastifyRequest,
  { address, scenario, host }: { readonly address: string; readonly scenario: string; readonly host: string },
): Promise<Looked> {
  if (address.length > ADDRESS_MAX) {
    return { checks: null, refusal: { status: 400, problem: 'The address is too long to be one.' } };
  }
  const { retryAfterSeconds } = await deps.limits.spend(`check-embed:${addressGroup(request.ip)}`, CHECKS);
  if (retryAfterSeconds !== null) {
    const problem = `That was a lot of checks. Try again in ${retryAfterSeconds} seconds.`;
    return { checks: null, refusal: { status: 429, problem, retryAfterSeconds } };
  }
  const person = await whoIs(deps.identity, visitOf(request));
  const checks = await checkEmbed(deps, {
    address,
    userId: person?.userId ?? null,
    hashOf: (path) => deps.widgetAssets.find(path)?.integrity ?? null,
    scenarioId: scenario || null,
    host,
    snippetOf: (scenarioId) => embedSnippet(host, scenarioId ?? NOBODY),
  });
  return { checks: (await isKeptFrom(deps, address)) ? checks.map(onOwnNetwork) : checks };
}

/** Whether an address is of the own network and, as for most installations, none that is looked at for it. */
async function isKeptFrom({ outside }: Pick<HttpDeps, 'outside'>, address: string): Promise<boolean> {
  const url = privatePlace(address);
  return url !== null && (await outside.problemOf(url)) !== null;
}

/** How addresses on the internet have to begin is no help for a page next door. */
const onOwnNetwork = (check: EmbedCheck): EmbedCheck => ({
  ...check,
  text: 'This address is on your own network. The check sees public pages only.',
});

/** A field of a form; one that was sent twice is none. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
