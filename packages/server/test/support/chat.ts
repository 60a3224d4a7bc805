import type { TestApp } from './app.ts';

export type ChatPayload = {
  scenario_id?: unknown;
  text?: unknown;
  conv_id?: string | undefined;
  client_metadata?: unknown;
  visitor?: unknown;
};

/** Sends to `POST /chat` of a test app with its own write token. */
export function chatClient(app: { readonly current: TestApp }) {
  const post = (payload: string | object, headers: Record<string, string> = {}, query = '') =>
    app.current.parley.app.inject({
      method: 'POST',
      url: `/chat${query}`,
      headers: {
        authorization: `Bearer ${app.current.first.write_token}`,
        'content-type': 'application/json',
        ...headers,
      },
      payload,
    });
  const say = (text: string, more: ChatPayload = {}, headers?: Record<string, string>, query?: string) =>
    post({ scenario_id: app.current.first.scenario_id, text, ...more }, headers, query);
  return { post, say };
}

/** The events of a server-sent stream, in order. */
export function streamEvents(body: string): { event: string; data: Record<string, unknown> }[] {
  return body
    .split('\n\n')
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const event = /^event: (.*)$/m.exec(block)?.[1] ?? '';
      return { event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') };
    });
}
