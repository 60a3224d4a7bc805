import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VisitorState } from '@parley/sdk';
import { afterEach, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { operatorAt } from '../support/operator.ts';
import {
  expectWholeLog,
  isAnswered,
  originOf,
  QUICK,
  saidIn,
  stateWhen,
  stopClients,
  testBrowser,
} from '../support/visitor-clients.ts';

const test = testApp();
stopClients();

const proxies: Server[] = [];
afterEach(() => {
  for (const proxy of proxies.splice(0)) {
    proxy.close();
    proxy.closeAllConnections();
  }
});

/** A proxy that gives answers only when they are whole, so that a stream never comes; until it is told to let them through. */
async function bufferingProxy(target: string) {
  let isBuffering = true;
  let streams = 0;
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    if (headers.accept === 'text/event-stream') streams += 1;
    const onward = request(new URL(url ?? '/', target), { method, headers }, (answer) => {
      const give = (): void => void outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (!isBuffering) {
        give();
        answer.pipe(outgoing);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', () => outgoing.destroy());
      answer.on('end', () => {
        give();
        outgoing.end(Buffer.concat(chunks));
      });
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  proxies.push(proxy);
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    streams: () => streams,
    letThrough(): void {
      isBuffering = false;
    },
  };
}

it('a visitor behind a proxy that holds streams back gets the replies all the same, and a stream once one comes through', async () => {
  const proxy = await bufferingProxy(await originOf(test.current.parley));
  const pace = { ...QUICK, firstByteMs: 150, pollMs: 30, pollForMs: 400 };
  const tab = testBrowser({ pace }).tab({ baseUrl: proxy.url, scenarioId: test.current.first.scenario_id });
  const told: string[] = [];
  tab.on('reply', ({ author }) => told.push(author));
  tab.send({ text: 'Hello' });
  const isThere = (state: VisitorState) => isAnswered(state) && state.connection === 'live';
  const { conversation } = await stateWhen(tab, isThere);
  expect(told).toEqual(['ai_assistant']);
  const operator = await operatorAt(test.current.parley, conversation?.id ?? '');
  await operator.takesOver();
  await operator.says('A person');
  await stateWhen(tab, (state) => saidIn(state.conversation).includes('human_operator: A person'));
  const before = proxy.streams();
  await expect.poll(proxy.streams).toBeGreaterThan(before);
  proxy.letThrough();
  await expect.poll(test.current.parley.deps.live.streams.count, { timeout: 10_000 }).toBe(1);
  const after = proxy.streams();
  await operator.says('Over the stream');
  const last = await stateWhen(tab, (state) => saidIn(state.conversation).includes('human_operator: Over the stream'));
  expect(proxy.streams()).toBeLessThanOrEqual(after + 1);
  await expectWholeLog(test.current.parley, last.conversation);
});
