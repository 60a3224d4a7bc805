import type { Api, ApiClientOptions } from 'grammy';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import type { Bot } from './definition.ts';

/** The Bot API as a bot calls it, over the `fetch` given. grammY is loaded with the first call. */
export async function apiOf({ token, apiUrl }: Bot, fetch: OutsideFetch): Promise<Api> {
  const grammy = await import('grammy');
  const options = {
    apiRoot: apiUrl,
    environment: 'prod',
    canUseWebhookReply: () => false,
    // The client has a limit of its own, which is shorter and tells what may have arrived.
    timeoutSeconds: 600,
    sensitiveLogs: false,
    // Its type is that of node-fetch, which is used where none is given.
    fetch: answersOf(fetch) as unknown as NonNullable<ApiClientOptions['fetch']>,
  } satisfies ApiClientOptions;
  return new grammy.Api(token, options);
}

/** What a proxy says in place of the API is no JSON: it is told as an answer of the API, so that its status is not lost. */
function answersOf(fetch: OutsideFetch): OutsideFetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const text = await response.text();
    if (isAnswer(text)) return new Response(text, { status: 200 });
    return Response.json({ ok: false, error_code: response.status, description: 'not an answer of the Bot API' });
  };
}

function isAnswer(text: string): boolean {
  try {
    return typeof (JSON.parse(text) as { ok?: unknown } | null)?.ok === 'boolean';
  } catch {
    return false;
  }
}
