import { afterAll, beforeEach } from 'vitest';
import { type ShopRequest, startShopService } from './shop-service.ts';

type ToolOfService = {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema?: object;
  readonly annotations?: object;
};
type Called = { readonly name: string; readonly arguments: Record<string, unknown> };
/** What a call brings: a result, an error of JSON-RPC, or nothing at all for ever. */
type Gives = { readonly result: object } | { readonly error: object } | 'silence';

/** A result that is a text. */
export const textResult = (text: string, more: object = {}): Gives => ({
  result: { content: [{ type: 'text', text }], ...more },
});

/** A company's MCP server on loopback: streamable HTTP, whose tools and answers a test says. Begins anew before each test. */
export async function mcpService() {
  const service = await startShopService();
  let tools: readonly ToolOfService[] = [];
  let listings = 0;
  let call: (called: Called, request: ShopRequest) => Gives = () => textResult('done');
  const calls: Called[] = [];

  function answer(method: string, params: Called & { protocolVersion?: string }, request: ShopRequest): Gives {
    if (method === 'initialize') {
      const serverInfo = { name: 'shop', version: '1' };
      return { result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo } };
    }
    if (method === 'tools/list') {
      listings += 1;
      return { result: { tools: tools.map((tool) => ({ inputSchema: { type: 'object' }, ...tool })) } };
    }
    if (method !== 'tools/call') return { error: { code: -32601, message: 'no such method' } };
    calls.push(params);
    return call(params, request);
  }

  /** Speaks the protocol, whatever it answered before. */
  function begin(): void {
    service.answers((request, response) => {
      if (request.method !== 'POST') return void response.writeHead(405).end();
      const { id, method, params } = JSON.parse(request.body || '{}');
      if (id === undefined) return void response.writeHead(202).end();
      const given = answer(method, params ?? {}, request);
      if (given === 'silence') return;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...given }));
    });
  }

  beforeEach(() => {
    service.reset();
    tools = [];
    listings = 0;
    calls.length = 0;
    call = () => textResult('done');
    begin();
  });
  afterAll(() => service.close());
  return {
    ...service,
    url: `${service.origin}/mcp`,
    calls,
    begin,
    listings: () => listings,
    has(next: readonly ToolOfService[]) {
      tools = next;
    },
    gives(next: typeof call) {
      call = next;
    },
  };
}
