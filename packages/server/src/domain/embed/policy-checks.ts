import {
  allowsInline,
  allowsScript,
  allowsUrl,
  CONNECTIONS,
  type ContentPolicy,
  directiveFor,
  IMAGES,
  isStrictDynamic,
  NONCE,
  SCRIPTS,
} from './content-policy.ts';
import type { EmbedCheck, EmbedFacts } from './embed-facts.ts';
import { type FoundTag, findInit } from './find-tag.ts';

/** Whether the policies of a page let the widget do what it needs; one check for each need. */
export function policyChecks(facts: EmbedFacts, tag: FoundTag | null): EmbedCheck[] {
  const { policies } = facts;
  const title = 'Content Security Policy';
  if (policies.length === 0) return [{ state: 'pass', title, text: 'The page has none: nothing is kept out.' }];
  return [
    scriptCheck(facts, tag),
    ...inlineChecks(facts),
    urlCheck(facts, { names: CONNECTIONS, path: '/widget/sessions', what: 'ask for answers' }),
    urlCheck(facts, { names: IMAGES, path: '/widget/avatars/x', what: 'show the avatar and pictures that are sent' }),
    ...trustedTypesChecks(policies),
    ...sandboxChecks(policies),
  ];
}

function scriptCheck({ policies, address, host }: EmbedFacts, tag: FoundTag | null): EmbedCheck {
  const title = 'script-src';
  const { nonce = null, integrity = null } = tag?.isOurs ? tag.script : {};
  const loader = { url: tag?.isOurs ? tag.url : `${host}/widget.js`, page: address, nonce, integrity };
  // The loader imports the rest: its nonce goes with it, its hash does not.
  const rest = { ...loader, url: `${host}/widget/app-x.js`, integrity: null };
  const isRefused = (policy: ContentPolicy): boolean =>
    !allowsScript(policy, { ...loader, isWrittenInPage: true }) ||
    !allowsScript(policy, { ...rest, isWrittenInPage: false });
  const refusing = policies.find(isRefused);
  if (!refusing) return { state: 'pass', title, text: 'The scripts of the widget may run.' };
  const directive = directiveFor(refusing, SCRIPTS);
  const sources = directive?.sources ?? [];
  if (isStrictDynamic(sources)) {
    const text =
      "With 'strict-dynamic' addresses count for nothing: the tag needs the nonce that the page's other scripts have.";
    return { state: 'fail', title, text, line: '<script nonce="…" async src="…">' };
  }
  const orNonce = sources.some((source) => NONCE.test(source)) ? ' Or give the tag the nonce of the page.' : '';
  return {
    state: 'fail',
    title,
    text: `The policy keeps the scripts of the widget out. Allow their host.${orNonce}`,
    line: withHost(directive, 'script-src', host),
  };
}

function inlineChecks({ page, policies, snippet }: EmbedFacts): EmbedCheck[] {
  const init = findInit(page);
  if (!init) return [];
  const answers = policies.map((policy) => allowsInline(policy, init.script.nonce));
  const title = `The call of ${init.name}`;
  if (answers.includes(false)) {
    const text =
      'The policy keeps scripts out that stand in the page itself, and with them the call of init. Let the tag name the agent.';
    return [{ state: 'fail', title, text, line: snippet }];
  }
  if (!answers.includes(null)) return [];
  const text =
    'It stands in the page itself, where the policy asks for its hash. Compute it anew when you change the call, or let the tag name the agent.';
  return [{ state: 'warn', title, text, line: snippet }];
}

type Need = { readonly names: readonly string[]; readonly path: string; readonly what: string };

function urlCheck({ policies, address, host }: EmbedFacts, { names, path, what }: Need): EmbedCheck {
  const [title = ''] = names;
  const refusing = policies.find((policy) => !allowsUrl(policy, names, { url: `${host}${path}`, page: address }));
  if (!refusing) return { state: 'pass', title, text: `The widget may ${what}.` };
  const isOptional = names === IMAGES;
  return {
    state: isOptional ? 'warn' : 'fail',
    title,
    text: `The policy does not let the widget ${what}. Allow its host.`,
    line: withHost(directiveFor(refusing, names), title, host),
  };
}

function trustedTypesChecks(policies: readonly ContentPolicy[]): EmbedCheck[] {
  if (!policies.some((policy) => policy.has('require-trusted-types-for'))) return [];
  return [
    { state: 'pass', title: 'Trusted Types', text: 'The page asks for them, and the widget needs no exception.' },
  ];
}

function sandboxChecks(policies: readonly ContentPolicy[]): EmbedCheck[] {
  const sandbox = policies.find((policy) => policy.has('sandbox'))?.get('sandbox');
  if (!sandbox) return [];
  const title = 'sandbox';
  if (!sandbox.includes('allow-scripts')) {
    const text = 'The policy lets no script run at all.';
    return [{ state: 'fail', title, text, line: ['sandbox', ...sandbox, 'allow-scripts'].join(' ') }];
  }
  if (sandbox.includes('allow-same-origin')) return [];
  const text =
    'The page has no origin and no storage: conversations are forgotten with each load, and an agent with allowed origins does not show.';
  return [{ state: 'warn', title, text, line: ['sandbox', ...sandbox, 'allow-same-origin'].join(' ') }];
}

/** The directive as it should be: what decided until now, with our host. */
function withHost(decides: ReturnType<typeof directiveFor>, fallback: string, host: string): string {
  const name = decides && decides.name !== 'default-src' ? decides.name : fallback;
  const kept = (decides?.sources ?? []).filter((source) => source.toLowerCase() !== "'none'");
  return `${[name, ...kept, host].join(' ')};`;
}
