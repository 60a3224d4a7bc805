import type { NewAgent } from '../../src/commands/create-agent.ts';
import type { TestApp } from './app.ts';
import type { Names } from './endpoint-requests.ts';

/** Furnishes an agent through its API with one of everything that endpoints name; each text of it holds `mark`. */
export async function furnish({ parley }: TestApp, agent: NewAgent, mark: string, articles = 3): Promise<Names> {
  const send = async (method: 'POST' | 'PUT' | 'PATCH', url: string, payload: object) => {
    const headers = { authorization: `Bearer ${agent.write_token}` };
    const answer = await parley.app.inject({ method, url, headers, payload });
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json();
  };
  await send('PATCH', '/v1/api/chatbot_settings', { greeting: `Welcome, ${mark}` });
  for (let number = 1; number <= articles; number += 1) {
    const content = `The ${mark} policy number ${number} says that you can return any item within 30 days.`;
    await send('POST', '/v1/api/knowledge_base/articles', { title: `Policy ${mark}`, content, tags: [mark] });
  }
  // As many as articles: their numbers are the same then.
  for (let number = 1; number <= articles; number += 1)
    await send('POST', '/v1/api/ai_actions', actionOf(mark, number));
  await send('PUT', '/v1/api/ai_action_secrets/shop_token', { value: `the token of ${mark}` });
  const url = `/v1/api/knowledge_base/articles/${articles}/lang_urls/de`;
  await send('POST', url, { url: `https://example.com/${mark}` });
  await send('PUT', '/v1/api/metadata_schema', { schema: { type: 'object', description: mark } });
  const chat = { scenario_id: agent.scenario_id, text: `What does the ${mark} policy say?` };
  const { conv_id } = await send('POST', '/chat', chat);
  await send('POST', `/v1/api_core/conversations/${conv_id}/metadata`, { metadata: { note: mark } });
  const { id: exportId } = await send('POST', '/v1/api/exports', { format: 'csv', filter: { query: mark } });
  return { scenarioId: agent.scenario_id, conversationId: conv_id, articleNumber: articles, language: 'de', exportId };
}

/** Asks an address that nothing is sent to. */
const actionOf = (mark: string, number: number) => ({
  type: 'http_request',
  name: `Order of ${mark} ${number}`,
  description: `Looks up an order of ${mark}.`,
  http_request: {
    method: 'GET',
    url: 'https://localhost/customers/{{metadata_customer_id}}/orders/{{order_id}}',
    parameters: [{ name: 'order_id', type: 'str' }],
  },
});
