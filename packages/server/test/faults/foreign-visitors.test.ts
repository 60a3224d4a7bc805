import { randomUUID } from 'node:crypto';
import type { Endpoint } from '@parley/protocol/api';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { CONVERSATION_TOKEN } from '../../src/domain/conversation/conversation-link.ts';
import { VISITOR_TOKEN } from '../../src/domain/visitor/visitor-session.ts';
import { createLinkTokens } from '../../src/runtime/link-tokens.ts';
import { createSecretBox } from '../../src/runtime/secret-box.ts';
import { anyRequest } from '../support/any-request.ts';
import { testApp } from '../support/app.ts';
import { assertMatchesOpenApi } from '../support/openapi-check.ts';
import { browser } from '../support/person.ts';
import { startSmtp } from '../support/smtp.ts';
import { dumpState, fingerprint } from '../support/table-dump.ts';
import {
  allAnswered,
  type FurnishedVisitor,
  furnishVisitor,
  visitorRequest,
  WIDGET_ENDPOINTS,
} from '../support/visitor-requests.ts';
import { setWidget } from '../support/widget-settings.ts';

const RUNS = Number(process.env.PARLEY_FUZZ_RUNS ?? 20);
const OURS = 'ourmark';
const THEIRS = 'theirmark';
const smtp = await startSmtp();
afterAll(() => smtp.close());
const app = testApp({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    smtpUrl: smtp.url,
    mailFrom: 'Support <support@shop.example>',
  },
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
let ours: FurnishedVisitor;
beforeEach(async () => {
  await setWidget(app.current, { quietMs: 0, ratingActive: true });
  ours = await furnishVisitor(app.current, app.current.first, OURS);
});

const ask = (endpoint: Endpoint, token: string | null, about = ours) =>
  app.current.parley.app.inject(visitorRequest(endpoint, about, token));
const state = () => dumpState(app.current.database);
/** The rows that are ours: of our conversation or visitor, or with our mark. */
const ourRows = async () => {
  const signs = [OURS, ours.session.visitorId, ours.ids['/widget/conversations/{id}'] ?? ''];
  return [...(await state()).values()].flat().filter((row) => signs.some((sign) => row.includes(sign)));
};
/** Forgetting comes last: it takes away what the others are about. */
const IN_ORDER = WIDGET_ENDPOINTS.toSorted((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
const ASKING = IN_ORDER.filter(({ asksForVisitor }) => asksForVisitor);
const ABOUT_A_CONVERSATION = ASKING.filter(({ path }) => path.includes('{id}'));

/** Open to every page on purpose: what an agent's widget shows, and becoming a visitor. */
const OPEN = ['get-widget-config', 'start-visitor-session'];

describe('every endpoint of the widget', () => {
  it('asks who the visitor is, or is open on purpose', () => {
    expect(
      WIDGET_ENDPOINTS.filter(({ asksForVisitor }) => !asksForVisitor)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(OPEN);
  });

  it('takes our own visitor', async () => {
    const refused = [];
    for (const endpoint of IN_ORDER) {
      const { statusCode, body } = await ask(endpoint, ours.token);
      if (!Object.keys(endpoint.responses).includes(String(statusCode))) refused.push([endpoint.id, statusCode, body]);
    }
    expect(refused).toEqual([]);
    // The last of them has erased all that was said; what it cost stays.
    expect((await ourRows()).filter((row) => row.includes(OURS))).toEqual([]);
  });
});

describe('I7: a token that is not valid opens nothing', () => {
  const sealed = (purpose: string, content: object, lifetimeMs: number) =>
    app.current.parley.deps.links.seal(purpose, { ...content }, lifetimeMs);
  const foreignBox = () => createLinkTokens(createSecretBox('another installation', 'links'), () => new Date());
  const kinds: Record<string, () => string | null> = {
    'no token': () => null,
    'a token that is none': () => 'x',
    'the session in plain words': () => Buffer.from(JSON.stringify(ours.session)).toString('base64url'),
    'one with a letter changed': () =>
      ours.token.slice(0, 40) + (ours.token[40] === 'A' ? 'B' : 'A') + ours.token.slice(41),
    'one that is cut off': () => ours.token.slice(0, -4),
    'one that is over': () => sealed(VISITOR_TOKEN, ours.session, -1),
    'one of another purpose': () => sealed('conversation', ours.session, 60_000),
    'the link of the conversation, as a mail has it': () =>
      sealed(CONVERSATION_TOKEN, { id: ours.ids['/widget/conversations/{id}'], agentId: ours.session.agentId }, 60_000),
    'one of another installation': () => foreignBox().seal(VISITOR_TOKEN, ours.session, 60_000),
    'one of an agent that is gone': () => sealed(VISITOR_TOKEN, { ...ours.session, agentId: randomUUID() }, 60_000),
    "an agent's token": () => app.current.first.write_token,
    'a key of the workspace': () => app.current.first.workspace_key,
  };

  it.each(Object.entries(kinds))('%s', async (_name, make) => {
    const token = make();
    const before = await state();
    for (const endpoint of ASKING) {
      const answer = await ask(endpoint, token);
      expect([endpoint.id, answer.statusCode]).toEqual([endpoint.id, 401]);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.body).not.toContain(OURS);
    }
    expect(await state()).toEqual(before);
  });
});

describe('I7: a visitor can neither read nor change what is another’s', () => {
  const anotherVisitor = () => furnishVisitor(app.current, app.current.first, THEIRS);
  const ofAnotherAgent = async () => furnishVisitor(app.current, await app.current.addForeign(), THEIRS);

  it.each([
    ['a visitor of the same agent', anotherVisitor],
    ["a visitor of another workspace's agent", ofAnotherAgent],
  ] as const)('%s', async (_name, make) => {
    const theirs = await make();
    const before = await ourRows();
    for (const endpoint of ABOUT_A_CONVERSATION) {
      const answers = [];
      for (const id of [ours.ids['/widget/conversations/{id}'], randomUUID()]) {
        const about = { ...ours, ids: { ...ours.ids, '/widget/conversations/{id}': id ?? '' } };
        const answer = await ask(endpoint, theirs.token, about);
        const body = answer.body.replaceAll(id ?? '', '{id}').replaceAll(/req_\w+/g, '{request}');
        answers.push([endpoint.id, answer.statusCode, body, answer.headers['content-type']]);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.slice(0, 2)).toEqual([endpoint.id, 404]);
    }
    for (const endpoint of ASKING) {
      const { body } = await ask(endpoint, theirs.token);
      expect([endpoint.id, body.includes(OURS)]).toEqual([endpoint.id, false]);
    }
    expect(await ourRows()).toEqual(before);
  });

  it('a token of another agent does not begin a session of ours as that visitor', async () => {
    const theirs = await ofAnotherAgent();
    const payload = { scenario_id: ours.scenarioId, token: theirs.token };
    const answer = await app.current.parley.app.inject({ method: 'POST', url: '/widget/sessions', payload });
    expect(answer.json().visitor.id).not.toBe(theirs.session.visitorId);
  });
});

describe('who follows the link of one conversation', () => {
  it('is shown nothing by which another of its visitor could be read, changed or erased', async () => {
    const { parley, first } = app.current;
    const content = { id: ours.ids['/widget/conversations/{id}'], agentId: first.chatbot_id };
    const reader = browser(parley);
    const path = `/c/${first.scenario_id}`;
    const seen = [
      await reader.get(`${path}?conversation=${parley.deps.links.seal(CONVERSATION_TOKEN, content, 60_000)}`),
    ];
    seen.push(await reader.get(path), await reader.post(path, { text: 'Mine now?', message_id: randomUUID() }));
    await allAnswered(app.current);
    seen.push(await reader.get(path));
    const shown = seen.map(({ body, headers }) => `${body} ${headers['set-cookie']}`).join(' ');
    expect(shown).toContain(OURS);
    const tokens = new Set(shown.match(/[\w-]{60,}/g));
    expect(tokens.size).toBeGreaterThan(0);
    for (const token of tokens) {
      for (const endpoint of ASKING)
        expect([endpoint.id, (await ask(endpoint, token)).statusCode]).toEqual([endpoint.id, 401]);
    }
  });
});

describe('I12: any request of a page is taken or refused with a reason, and a refusal changes nothing', () => {
  it.each(WIDGET_ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))('%s', async (_id, endpoint) => {
    await fc.assert(
      fc.asyncProperty(anyRequest(endpoint, visitorRequest(endpoint, ours, ours.token)), async (request) => {
        const { database, parley } = app.current;
        await allAnswered(app.current);
        const before = await fingerprint(database);
        const answer = await parley.app.inject(request);
        const contentType = answer.headers['content-type']?.toString();
        const { statusCode: status, body } = answer;
        if (contentType?.startsWith('text/event-stream')) return;
        assertMatchesOpenApi({ method: endpoint.method, url: String(request.url), status, contentType, body });
        if (status < 400) return;
        expect(status, body).not.toBe(500);
        expect(answer.headers['access-control-allow-origin']).toBe('*');
        const problem = JSON.parse(body);
        expect(problem.message.length).toBeGreaterThan(5);
        expect(problem.error).toMatch(/^[a-z_]+$/);
        expect(await fingerprint(database)).toBe(before);
      }),
      { numRuns: RUNS },
    );
  });
});
