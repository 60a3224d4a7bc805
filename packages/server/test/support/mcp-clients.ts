import { Client, type ClientOptions, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterEach } from 'vitest';
import type { Parley } from '../../src/compose.ts';

/**
 * The official client against running servers, over real HTTP. Where there are two servers, one client's requests go to
 * them by turns.
 */
export function mcpClients(servers: { readonly current: { readonly all: readonly Parley[] } }) {
  const open: Client[] = [];
  afterEach(async () => {
    for (const client of open.splice(0)) await client.close();
  });
  return async (token: string, options: ClientOptions = {}): Promise<Client> => {
    const urls = await Promise.all(servers.current.all.map(addressOf));
    let turn = 0;
    const client = new Client({ name: 'a test', version: '1.0.0' }, options);
    const transport = new StreamableHTTPClientTransport(new URL('/mcp', urls[0]), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
      fetch(url, init) {
        const host = urls[turn++ % urls.length];
        return fetch(new URL(new URL(url).pathname, host), init);
      },
    });
    await client.connect(transport);
    open.push(client);
    return client;
  };
}

/** Where a server listens on loopback; it begins to where it does not. */
export async function addressOf({ app }: Parley): Promise<string> {
  if (!app.server.listening) return app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return `http://127.0.0.1:${address.port}`;
}
