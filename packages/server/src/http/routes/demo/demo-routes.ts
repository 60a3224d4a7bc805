import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { readSettings } from '../../../domain/agent/settings.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import { findAgent, findOldestAgent } from '../../../store/agents/list-agents.ts';
import type { HttpDeps } from '../../deps.ts';
import { html } from '../../pages/html.ts';
import { sendPage } from '../../pages/page-route.ts';
import { publicHost } from '../../public-host.ts';
import { embedSnippet } from '../embed-check/snippets.ts';
import { DEMO_SCRIPT } from './demo-actions.ts';
import { demoPage } from './demo-page.ts';
import { DEMO_STYLE } from './demo-styles.ts';

const ASSETS = { css: asset(DEMO_STYLE, 'css'), js: asset(DEMO_SCRIPT, 'js') };
const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** A page that shows the widget as a site has it, and the way from the front door to it. */
export function demoRoutes(app: FastifyInstance, deps: HttpDeps): void {
  for (const [type, { path, content }] of Object.entries(ASSETS)) {
    app.get(path, (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type(TYPES[type as keyof typeof TYPES])
        .send(content),
    );
  }
  app.get<{ Querystring: { scenario?: unknown } }>('/demo', async (request, reply) => {
    const agent = await shownAgent(deps, request.query.scenario);
    if (typeof agent === 'string') {
      const body = html`<p><a href="/sign-in">Sign in</a></p>`;
      return sendPage(reply, { status: 404, title: 'Nothing to show', problem: agent, body });
    }
    const snippet = embedSnippet(publicHost(deps, request), agent.scenarioId);
    return sendDemo(reply, agent, snippet);
  });
  app.get('/', async (_request, reply) => {
    const agent = deps.showsDemo ? await findOldestAgent(deps.database.named) : null;
    return reply.header('cache-control', 'no-store').redirect(agent ? '/demo' : '/sign-in', 302);
  });
}

/** The agent, or why there is none. */
async function shownAgent({ database: { named }, showsDemo }: HttpDeps, scenario: unknown): Promise<Agent | string> {
  if (scenario === undefined) {
    if (!showsDemo)
      return 'This installation shows no agent by itself: name one with “?scenario=” and its scenario id.';
    const oldest = await findOldestAgent(named);
    return oldest ?? 'There is no agent yet: make one with “npx parley agent create”.';
  }
  const found =
    typeof scenario === 'string' && /^[a-z0-9]{10}$/.test(scenario) ? await findAgent(named, scenario) : null;
  if (found && found.state !== 'draft' && found.state !== 'archived') return found;
  return 'There is no agent with this scenario id that visitors may talk to.';
}

function sendDemo(reply: FastifyReply, agent: Agent, snippet: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const { css, js } = ASSETS;
  const view = { scenarioId: agent.scenarioId, snippet, nonce, stylePath: css.path, scriptPath: js.path };
  return reply
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
    .header('content-security-policy', policyWith(nonce))
    .type('text/html; charset=utf-8')
    .send(demoPage({ ...view, agentName: readSettings(agent.settings).name }));
}

/** As strict as a careful site's: what the widget needs, and nothing else. */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Its address changes with it, so that it can be kept for long. */
function asset(content: string, ending: string): { readonly path: string; readonly content: string } {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/pages/demo-${hash}.${ending}`, content };
}
