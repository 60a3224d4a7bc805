import { readSettings } from '../domain/agent/settings.ts';
import { parsePolicies, parsePoliciesOfPage } from '../domain/embed/content-policy.ts';
import type { CheckedAgent, EmbedCheck } from '../domain/embed/embed-facts.ts';
import { reportEmbed, scenarioIn } from '../domain/embed/embed-report.ts';
import { findTag, pinnedPath } from '../domain/embed/find-tag.ts';
import { readPage } from '../domain/embed/read-page.ts';
import type { OutsideOutcome } from '../lib/outside-client.ts';
import { findWidgetAgent } from '../store/agents/find-widget-agent.ts';
import { findRole } from '../store/people/find-role.ts';
import { findStoredAsset } from '../store/widget-assets/widget-assets.ts';
import type { Deps } from './deps.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_REDIRECTS = 5;

export type CheckEmbedInput = {
  /** Of the page, as somebody typed it. */
  readonly address: string;
  /** Whom they expect there; null for whom the page names. */
  readonly scenarioId: string | null;
  /** Where this installation answers, without a slash at the end. */
  readonly host: string;
  /** The person who is signed in; null for a stranger, who learns nothing that is not public. */
  readonly userId: string | null;
  /** The hash of a script of the widget as it is now; null for one of another version. */
  readonly hashOf: (path: string) => string | null;
  /** The line that gives a site the widget of an agent. */
  readonly snippetOf: (scenarioId: string | null) => string;
};

/** Looks at a page of a site and says, point by point, whether the widget shows there. */
export async function checkEmbed(
  deps: Pick<Deps, 'database' | 'outside'>,
  { address, host, userId, hashOf, snippetOf, ...asked }: CheckEmbedInput,
): Promise<EmbedCheck[]> {
  const { outcome, url } = await load(deps, withScheme(address));
  const trouble = troubleOf(outcome, { url, userId });
  if (trouble || outcome.type !== 'answered') return trouble ? [trouble] : [];
  const page = readPage(outcome.body.toString('utf8'));
  const named = scenarioIn(page, { address: url, host });
  const scenarioId = named ?? asked.scenarioId;
  const policies = [
    ...parsePolicies(outcome.headers['content-security-policy'] ?? ''),
    ...page.policies.flatMap(parsePoliciesOfPage),
  ];
  const agent = await checkedAgent(deps, { scenarioId, userId });
  // A name that nobody has is not to be copied.
  const snippet = snippetOf(agent ? scenarioId : asked.scenarioId);
  const tag = findTag({ page, address: url, host });
  const path = tag && pinnedPath(tag);
  const pinnedHash = path && (hashOf(path) ?? (await findStoredAsset(deps.database.db, path))?.integrity ?? null);
  return [
    answered(outcome.status, url),
    ...otherAgent(named, asked.scenarioId),
    ...reportEmbed({ address: url, page, policies, host, scenarioId, agent, snippet, pinnedHash }),
  ];
}

const withScheme = (address: string): string => {
  const given = address.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
};

/** The page, with the address that it has at last: each step is checked like the first. */
async function load(
  { outside }: Pick<Deps, 'outside'>,
  first: string,
): Promise<{ outcome: OutsideOutcome; url: string }> {
  let url = first;
  for (let left = MAX_REDIRECTS; ; left -= 1) {
    const headers = { accept: 'text/html', 'user-agent': 'Parley (check of an embedded widget)' };
    const outcome = await outside.send({ url, method: 'GET', headers, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    const to = outcome.type === 'answered' && outcome.status >= 300 && outcome.status < 400 && outcome.headers.location;
    if (!to || left === 0 || !URL.canParse(to, url)) return { outcome, url };
    url = new URL(to, url).href;
  }
}

const TITLE = 'The page';

function troubleOf(
  outcome: OutsideOutcome,
  { url, userId }: { readonly url: string; readonly userId: string | null },
): EmbedCheck | null {
  if (outcome.type === 'failed') {
    // Where a name leads within the network of this installation is nothing for strangers.
    const isSecret = outcome.reason === 'refused_address' && userId === null;
    const why = isSecret ? `${new URL(url).hostname} is not on the public internet.` : outcome.message;
    const text = `${why} The check sees what anybody on the internet sees, and nothing else.`;
    return { state: 'fail', title: TITLE, text };
  }
  const { status, headers } = outcome;
  if (status >= 300) {
    return { state: 'fail', title: TITLE, text: `${url} answers with status ${status}: there is no page to look at.` };
  }
  const type = headers['content-type'] ?? 'text/html';
  if (/html/i.test(type)) return null;
  return { state: 'fail', title: TITLE, text: `${url} is no page, but ${type.slice(0, 100)}.` };
}

const answered = (status: number, url: string): EmbedCheck => ({
  state: 'pass',
  title: TITLE,
  text: `${url} answers with status ${status}.`,
});

function otherAgent(named: string | null, asked: string | null): EmbedCheck[] {
  if (named === null || asked === null || named === asked) return [];
  const text = `The page names ${named}, and you asked about ${asked}. What follows is about ${named}.`;
  return [{ state: 'warn', title: 'Another agent', text }];
}

type Asked = { readonly scenarioId: string | null; readonly userId: string | null };

/** An agent that visitors do not meet is known to its own team alone. */
async function checkedAgent(
  { database }: Pick<Deps, 'database'>,
  { scenarioId: id, userId }: Asked,
): Promise<CheckedAgent | null> {
  const found = id !== null && /^[a-z0-9]{10}$/.test(id) ? await findWidgetAgent(database.named, id) : null;
  if (!found) return null;
  const { state, settings, workspaceId } = found.agent;
  const isOpen = state === 'active' || state === 'paused';
  if (!isOpen && !(userId && (await findRole(database.named, workspaceId, userId)))) return null;
  return { name: readSettings(settings).name, isOpen, allowedOrigins: found.widget.allowedOrigins };
}
