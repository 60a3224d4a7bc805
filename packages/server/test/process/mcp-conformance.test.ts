import { execFile } from 'node:child_process';
import { createServer, request } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { addressOf } from '../support/mcp-clients.ts';
import { testServers } from '../support/servers.ts';

/** The scenarios of the official suite that do not apply to a product, each with its reason. */
const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  'logging-set-level': 'there is no log for clients',
  'completion-complete': 'there are no prompts to complete',
  'tools-call-simple-text': 'calls a demo tool without arguments; ours ask for a text',
  'tools-call-image': 'needs a demo tool that gives an image',
  'tools-call-audio': 'needs a demo tool that gives sound',
  'tools-call-embedded-resource': 'needs a demo tool that gives a resource',
  'tools-call-mixed-content': 'needs a demo tool that gives several of them',
  'tools-call-with-logging': 'there is no log for clients',
  'tools-call-with-progress': 'calls a demo tool without arguments; agent-as-tool.test.ts has progress',
  'tools-call-sampling': 'nothing here asks the client for its model',
  'tools-call-elicitation': 'nothing here asks the client for input',
  'json-schema-2020-12': 'needs a demo tool with a schema of its own',
  'elicitation-sep1034-defaults': 'nothing here asks the client for input',
  'server-sse-polling': 'needs a demo tool that ends its stream; there is no session to resume',
  'server-sse-multiple-streams': 'there are no sessions',
  'elicitation-sep1330-enums': 'nothing here asks the client for input',
  'resources-list': 'there are no resources',
  'resources-read-text': 'there are no resources',
  'resources-read-binary': 'there are no resources',
  'resources-templates-read': 'there are no resources',
  'resources-subscribe': 'there are no resources',
  'resources-unsubscribe': 'there are no resources',
  'prompts-list': 'there are no prompts',
  'prompts-get-simple': 'there are no prompts',
  'prompts-get-with-args': 'there are no prompts',
  'prompts-get-embedded-resource': 'there are no prompts',
  'prompts-get-with-image': 'there are no prompts',
};
const FOR_BOTH = ['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'];
/** Calls a tool of this name in a way that it must refuse: our agent's tool may have any name. */
const FOR_AGENT = 'tools-call-error';

const require = createRequire(import.meta.url);
const SUITE = require.resolve('@modelcontextprotocol/conformance/dist/index.js');

/** Runs the suite's command; gives what it printed, and whether it was content. */
const suite = (...args: string[]) =>
  new Promise<{ readonly isContent: boolean; readonly printed: string }>((resolve) => {
    execFile(process.execPath, [SUITE, ...args], { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ isContent: error === null, printed: `${stdout}${stderr}` }),
    );
  });

const servers = testServers({ retriever: { retrieve: async () => [] } });

// The suite sends no credentials: what stands between adds them and passes everything else on as it is.
let bearer = '';
let target = '';
const proxy = createServer((incoming, outgoing) => {
  const headers = { ...incoming.headers, authorization: `Bearer ${bearer}` };
  const passed = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers, setHost: false });
  passed.on('response', (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)));
  passed.on('error', () => outgoing.writeHead(502).end());
  incoming.pipe(passed);
}).listen(0, '127.0.0.1');
afterAll(() => proxy.close());
const url = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`;

beforeEach(async () => {
  target = await addressOf(servers.current.parley);
});

describe('the official conformance suite', { timeout: 120_000 }, () => {
  it('has no scenario that is neither run nor given a reason for', async () => {
    const { printed } = await suite('list', '--server');
    const known = [...printed.matchAll(/^ {2}- (\S+) \[/gm)].map(([, name]) => name ?? '');
    expect(known.toSorted()).toEqual([...FOR_BOTH, FOR_AGENT, ...Object.keys(NOT_APPLICABLE)].toSorted());
    for (const [name, reason] of Object.entries(NOT_APPLICABLE)) console.log(`not applicable: ${name} (${reason})`);
  });

  it.each(FOR_BOTH)('passes for both kinds of callers: %s', async (scenario) => {
    for (const credential of ['workspace_key', 'write_token'] as const) {
      bearer = servers.current.first[credential];
      const { isContent, printed } = await suite('server', '--url', url(), '--scenario', scenario);
      expect(printed).not.toContain('FAILURE');
      expect([scenario, isContent, isContent ? '' : printed]).toEqual([scenario, true, '']);
    }
  });

  it(`passes for the tool of an agent: ${FOR_AGENT}`, async () => {
    bearer = servers.current.first.write_token;
    const { statusCode } = await servers.current.parley.app.inject({
      method: 'PATCH',
      url: '/v1/api/mcp/settings',
      headers: { authorization: `Bearer ${bearer}` },
      payload: { command: 'test_error_handling' },
    });
    expect(statusCode).toBe(200);
    const { isContent, printed } = await suite('server', '--url', url(), '--scenario', FOR_AGENT);
    expect([isContent, isContent ? '' : printed]).toEqual([true, '']);
  });
});
