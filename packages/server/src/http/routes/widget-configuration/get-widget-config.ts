import { createHash } from 'node:crypto';
import { AppError } from '@parley/protocol';
import { getWidgetConfigEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { awayOf } from '../../../commands/away-of.ts';
import { readSettings } from '../../../domain/agent/settings.ts';
import { widgetConfigJson } from '../../../presenters/widget-config.ts';
import { findWidgetAgent, type WidgetAgent } from '../../../store/agents/find-widget-agent.ts';
import { requireAllowedOrigin } from '../../auth/origins.ts';
import type { HttpDeps } from '../../deps.ts';
import { publicHost } from '../../public-host.ts';
import { TAKEN_OVER } from '../../taken-over.ts';
import { widgetRoute } from '../../widget-route.ts';

/** Together a minute: so late, at most, a change is seen by a browser that has what was before. */
const CACHING = 'public, max-age=30, stale-while-revalidate=30';

/** What a site's page shows, for whoever asks from an allowed origin. */
export function getWidgetConfigRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, getWidgetConfigEndpoint, async ({ params, query, request, reply }) => {
    const { agent, widget } = await openAgent(deps, params.scenario_id);
    // Caches between us and browsers would otherwise tell one site what another was told.
    if (widget.allowedOrigins.length > 0) reply.header('vary', 'origin');
    requireAllowedOrigin(deps, request, widget);
    const settings = readSettings(agent.settings);
    const config = widgetConfigJson({
      scenarioId: agent.scenarioId,
      settings,
      widget,
      canMail: deps.mailer !== null,
      isActive: agent.state === 'active',
      language: query.language,
      host: publicHost(deps, request),
      away: await awayOf(deps, settings, deps.clock.now()),
    });
    const version = createHash('sha256').update(JSON.stringify(config)).digest('base64url').slice(0, 16);
    const tag = `"${version}"`;
    reply.headers({ 'cache-control': CACHING, etag: tag });
    if (!hasAlready(request.headers['if-none-match'], tag)) return { ...config, version };
    reply.code(304).send();
    return TAKEN_OVER;
  });
}

async function openAgent(deps: HttpDeps, scenarioId: string): Promise<WidgetAgent> {
  const found = /^[a-z0-9]{10}$/.test(scenarioId) ? await findWidgetAgent(deps.database.named, scenarioId) : null;
  if (!found) {
    throw new AppError(
      'not_found',
      'No agent has this scenario id. Check the id in the code of your page: it has 10 characters.',
    );
  }
  const { state } = found.agent;
  if (state === 'active' || state === 'paused') return found;
  const why = state === 'draft' ? 'is still a draft: activate it' : 'was archived: use the id of another one';
  throw new AppError('not_found', `The agent of this scenario id ${why}, and its widget will show.`);
}

/** Proxies that compress mark a tag as weak. */
const hasAlready = (header: string | undefined, tag: string): boolean =>
  (header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
