import { readSettings } from '../../../domain/agent/settings.ts';
import type { WidgetAssets } from '../../../runtime/widget-assets.ts';
import type { ListedAgent } from '../../../store/agents/list-agents.ts';
import { type Html, html } from '../../pages/html.ts';
import { embedSnippet, pinnedSnippet } from '../embed-check/snippets.ts';

export type AgentSnippetsInput = {
  readonly agents: readonly ListedAgent[];
  /** Where browsers reach us, without a slash at the end. */
  readonly host: string;
  /** Null when the scripts of the widget could not be built. */
  readonly loader: WidgetAssets['loader'];
};

/** The agents of a workspace, each with what a site puts into its pages; null without any. */
export function agentSnippets({ agents, host, loader }: AgentSnippetsInput): Html | null {
  if (agents.length === 0) return null;
  const rows = agents.map(
    ({ scenarioId, state, settings }) =>
      html`<li><div class="grow"><strong>${readSettings(settings).name}</strong> <span class="soft">${scenarioId}</span>
<div class="links">${pagesOf(scenarioId, state)}</div></div><span class="tag">${state}</span>
<details><summary>For your site</summary><p>Always the newest version of the chat:</p>
<pre tabindex="0"><code>${embedSnippet(host, scenarioId)}</code></pre>
${pinned(scenarioId, host, loader)}</details></li>`,
  );
  return html`<h2>Agents</h2><ul class="rows">${rows}</ul>`;
}

/** Where else an agent is: visitors meet none that is a draft or archived. */
function pagesOf(scenarioId: string, state: ListedAgent['state']): readonly Html[] {
  const check = html`<a href="/check-embed?scenario=${scenarioId}">Check a site</a>`;
  if (state === 'draft' || state === 'archived') return [check];
  return [html`<a href="/c/${scenarioId}">Chat page</a>`, html`<a href="/demo?scenario=${scenarioId}">Demo</a>`, check];
}

function pinned(scenarioId: string, host: string, loader: WidgetAssets['loader']): Html {
  if (!loader) return html`<p class="soft">The widget of this server is not built: its log says why.</p>`;
  return html`<p><strong>Pinned version.</strong> It never changes, and browsers run it only when it matches the hash in the tag:</p>
<pre class="hashed" tabindex="0"><code>${pinnedSnippet(host, scenarioId, loader)}</code></pre>`;
}
