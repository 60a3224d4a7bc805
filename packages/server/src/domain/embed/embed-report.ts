import { isAllowedOrigin } from '../visitor/allowed-origins.ts';
import type { CheckedAgent, EmbedCheck, EmbedFacts } from './embed-facts.ts';
import { type FoundTag, findInit, findTag, HAND_MADE } from './find-tag.ts';
import { pinnedChecks } from './pinned-checks.ts';
import { policyChecks } from './policy-checks.ts';
import type { EmbeddingPage } from './read-page.ts';

/** What stands between a page that was read and a widget that shows in it. */
export function reportEmbed(facts: EmbedFacts): EmbedCheck[] {
  const tag = findTag(facts);
  return [
    tagCheck(facts, tag),
    ...(tag?.isOurs ? pinnedChecks(facts, tag) : []),
    agentCheck(facts),
    ...(facts.agent ? [originCheck(facts, facts.agent)] : []),
    tlsCheck(facts),
    ...policyChecks(facts, tag),
  ];
}

/** The scenario id that a page names; null when it names none that can be read. */
export function scenarioIn(page: EmbeddingPage, where: Pick<EmbedFacts, 'address' | 'host'>): string | null {
  return findTag({ ...where, page })?.script.scenario ?? findInit(page)?.scenarioId ?? null;
}

function tagCheck({ page, host, snippet }: EmbedFacts, tag: FoundTag | null): EmbedCheck {
  const title = 'The script of the widget';
  if (!tag) {
    const text = HAND_MADE.some((mark) => page.scripts.some(({ text: code }) => code.includes(mark)))
      ? 'The page calls the widget, but no script tag of this installation stands in its HTML. If a script or a tag manager adds it, this check cannot see it.'
      : 'It does not stand in the HTML of the page. If a script or a tag manager adds it, this check cannot see it: look at the page with its developer tools then.';
    return { state: 'fail', title, text, line: snippet };
  }
  if (!tag.isOurs) {
    const text = `The page loads it from ${tag.url}, and this installation answers at ${host}. Change the address of the script.`;
    return { state: 'fail', title, text, line: snippet };
  }
  if (tag.script.keptBy !== null) return { ...keptCheck(tag.script.keptBy), title, line: snippet };
  if (tag.script.scenario !== null)
    return { state: 'pass', title, text: 'It stands in the page, and names its agent.' };
  const init = findInit(page);
  if (init?.script.keptBy === null)
    return { state: 'pass', title, text: `It stands in the page, which calls ${init.name}("init", …).` };
  const text =
    'It stands in the page, but nothing in its HTML names the agent. If another file calls parley("init", "…"), all is well; else let the tag say it.';
  return { state: 'warn', title, text, line: snippet };
}

/** Of a script that stands in the page, and that no browser runs as it stands. */
function keptCheck(keptBy: string): Pick<EmbedCheck, 'state' | 'text'> {
  if (keptBy.startsWith('type=')) {
    const text = `It stands in the page with ${keptBy}, and browsers do not run that. A consent manager may, once a visitor agrees; if the page has none, take the type away.`;
    return { state: 'warn', text };
  }
  if (keptBy === 'nomodule') {
    return {
      state: 'fail',
      text: 'It stands in the page with nomodule, which keeps it from all but very old browsers.',
    };
  }
  const when =
    keptBy === '<noscript>' ? 'shown only where scripts are off' : 'not part of the page until a script takes it out';
  return { state: 'fail', text: `It stands within ${keptBy}, and what is there is ${when}. Move it out.` };
}

function agentCheck({ scenarioId, agent }: EmbedFacts): EmbedCheck {
  const title = 'The agent';
  if (scenarioId === null) {
    return { state: 'warn', title, text: 'It is not known which agent the page wants: fill in the scenario id.' };
  }
  if (!agent) {
    return { state: 'fail', title, text: `No agent of this installation has the scenario id ${scenarioId}.` };
  }
  if (agent.isOpen) return { state: 'pass', title, text: `${scenarioId} is ${agent.name}.` };
  return { state: 'fail', title, text: `${agent.name} is a draft or archived: the widget shows active agents only.` };
}

function originCheck({ address }: EmbedFacts, { allowedOrigins }: CheckedAgent): EmbedCheck {
  const title = 'The allowed origins';
  const { origin } = new URL(address);
  if (allowedOrigins.length === 0) return { state: 'pass', title, text: 'The agent may be shown on every site.' };
  if (isAllowedOrigin(allowedOrigins, origin)) return { state: 'pass', title, text: `${origin} is one of them.` };
  const text = `${origin} is not among them. Add it to the settings of the widget (allowed_origins).`;
  return { state: 'fail', title, text, line: origin };
}

function tlsCheck({ address, host }: EmbedFacts): EmbedCheck {
  const title = 'TLS';
  const [page, ours] = [new URL(address), new URL(host)];
  if (page.protocol === 'http:') {
    const text =
      'The page is not encrypted. The widget shows, but browsers keep the microphone from it: serve the page over https.';
    return { state: 'warn', title, text };
  }
  if (ours.protocol === 'https:') return { state: 'pass', title, text: 'Page and widget are encrypted.' };
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(ours.hostname)) {
    const text = `${host} is reached from this machine only: visitors need an address of yours, with https (PARLEY_PUBLIC_URL).`;
    return { state: 'warn', title, text };
  }
  const text = `Browsers load nothing unencrypted into an encrypted page, and this installation answers at ${host}. Give it https, and set PARLEY_PUBLIC_URL.`;
  return { state: 'fail', title, text };
}
