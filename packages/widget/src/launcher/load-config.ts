import type { WidgetConfig } from '@parley/protocol/api';
import { warnOnce } from '../loader/warn.ts';

export type ConfigQuestion = {
  readonly host: string;
  readonly scenarioId: string;
  /** The visitor's; null for the agent's own. */
  readonly language: string | null;
  readonly fetch: typeof fetch;
};

/** What is final will not be different if it is asked again. */
export type ConfigRefusal = {
  readonly problem: { readonly code: string; readonly message: string };
  readonly isFinal: boolean;
};

export type ConfigAnswer = { readonly config: WidgetConfig } | ConfigRefusal;

/** Asks the server what the widget of an agent shows. Never rejects: it says in the console why it cannot be had. */
export async function loadConfig({ host, scenarioId, language, fetch }: ConfigQuestion): Promise<ConfigAnswer> {
  try {
    // The whole tag: an agent may have words of its own for `de-AT`.
    const query = language === null ? '' : `?language=${encodeURIComponent(language)}`;
    const address = `${host}/widget/config/${encodeURIComponent(scenarioId)}${query}`;
    const reply = await fetch(address, { credentials: 'omit', referrerPolicy: 'strict-origin-when-cross-origin' });
    const body = await reply.json();
    if (reply.ok) return { config: body };
    const problem = {
      code: String(body.error ?? reply.status),
      message: String(body.message ?? 'The server refused.'),
    };
    warnOnce(`config ${problem.code}`, reasonFor(problem, scenarioId));
    return { problem, isFinal: reply.status < 500 && reply.status !== 429 };
  } catch (error) {
    return { problem: unreachable(host, error), isFinal: false };
  }
}

function reasonFor({ code, message }: { code: string; message: string }, scenarioId: string): string {
  if (code === 'origin_not_allowed') {
    return `this site (${location.origin}) is not among the allowed origins of the agent ${scenarioId}, so the chat is not shown. Add it in the widget's settings.`;
  }
  return `the agent ${scenarioId} cannot be shown: ${message}`;
}

function unreachable(host: string, error: unknown) {
  const isMixed = location.protocol === 'https:' && host.startsWith('http:');
  const text = isMixed
    ? `this page is https and the script's address is ${host}: browsers allow no plain http there. Load the script by https.`
    : `${host} cannot be reached (${error instanceof Error ? error.message : String(error)}). It is tried again.`;
  warnOnce(isMixed ? 'mixed' : 'unreachable', text);
  return { code: isMixed ? 'mixed_content' : 'unreachable', message: text };
}

/** Says in the console what the page's own policy has blocked of ours. Call what it gives to stop. */
export function watchPolicy(host: string): () => void {
  const hear = (event: SecurityPolicyViolationEvent): void => {
    if (!event.blockedURI.startsWith(host) || event.disposition === 'report') return;
    const directive = event.effectiveDirective || event.violatedDirective;
    warnOnce(
      `policy ${directive}`,
      `the Content-Security-Policy of this page blocks ${event.blockedURI}: add ${new URL(host).origin} to its ${directive}.`,
    );
  };
  document.addEventListener('securitypolicyviolation', hear);
  return () => document.removeEventListener('securitypolicyviolation', hear);
}
