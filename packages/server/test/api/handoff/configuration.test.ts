import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn } from '../../support/person.ts';

const app = testApp();
const call = agentApi(app);
const HANDOFF = '/v1/api/human_handoff/configuration';
const GATHERING = '/v1/api/data_gathering/configuration';
const stranger = '0198c0de-0000-7000-8000-000000000007';

const whole = (operator: string) => ({
  is_active: true,
  guidelines: ['frustration', 'asks_for_person'],
  custom_guidelines: ['The visitor wants to cancel.'],
  confirmation: { is_active: false, also_when_asked: true, question: { de: 'Soll ich?' }, message: { en: 'Done.' } },
  keywords: ['lawyer', '投诉'],
  working_hours: { time_zone: 'Europe/Berlin', days: { 1: [{ from: '09:00', to: '17:00' }], 7: [] } },
  holidays: { country: 'DE', region: 'BY', dates: ['2026-12-24'] },
  out_of_hours_message: { en: 'Back {{back_at}}.' },
  out_of_hours_text: 'Not here.',
  queue_out_of_hours: true,
  ai_summary: true,
  routing_profiles: [{ topic: 'Returns', description: 'Refunds.', operators: [operator] }],
  notify: [operator],
});

describe('the configuration of hand-off', () => {
  it('is complete from the start, and is put back as it is shown', async () => {
    const { status, body } = await call('GET', HANDOFF);
    expect(status).toBe(200);
    expect(body).toMatchObject({ is_active: true, guidelines: ['asks_for_person', 'missing_knowledge'], keywords: [] });
    expect((await call('PUT', HANDOFF, { body })).body).toEqual(body);
    expect(await listAudit(app.current.parley)).not.toContainEqual(
      expect.objectContaining({ action: 'chatbot.update' }),
    );
  });

  it('takes every field, shows it again, and writes down which were set', async () => {
    const { id: userId } = (await signedIn(app.current.parley, 'owner')).person;
    const given = whole(userId);
    expect((await call('PUT', HANDOFF, { body: given })).body).toEqual(given);
    expect((await call('GET', HANDOFF)).body).toEqual(given);
    const audit = await listAudit(app.current.parley);
    const entry = audit.find(({ action }) => action === 'chatbot.update');
    expect(JSON.stringify(entry)).toContain('handoffKeywords');
    expect(JSON.stringify(entry)).not.toContain('lawyer');
  });

  it('is the same that the widget and the settings show', async () => {
    const { id: userId } = (await signedIn(app.current.parley, 'owner')).person;
    const given = { ...whole(userId), is_active: false };
    await call('PUT', HANDOFF, { body: given });
    expect((await call('GET', '/v1/api/widget/configuration')).body).toMatchObject({
      working_hours: given.working_hours,
      out_of_hours_text: 'Not here.',
    });
    expect((await call('GET', '/v1/api/chatbot_settings')).body).toMatchObject({ people_enabled: false });
    await call('PATCH', '/v1/api/widget/configuration', { body: { working_hours: null } });
    await call('PATCH', '/v1/api/chatbot_settings', { body: { people_enabled: true } });
    expect((await call('GET', HANDOFF)).body).toEqual({ ...given, working_hours: null, is_active: true });
  });

  it.each([
    ['guidelines.0', { guidelines: ['boredom'] }],
    ['custom_guidelines.0', { custom_guidelines: ['x'.repeat(501)] }],
    ['keywords', { keywords: Array.from({ length: 51 }, (_, at) => `k${at}`) }],
    ['keywords', { keywords: ['Law', 'law '] }],
    ['keywords.0', { keywords: ['  '] }],
    [
      'confirmation.question',
      { confirmation: { is_active: true, also_when_asked: true, question: { '??': 'x' }, message: {} } },
    ],
    ['working_hours.time_zone', { working_hours: { time_zone: 'Mars/Olympus', days: {} } }],
    ['holidays.country', { holidays: { country: 'XX', region: null, dates: [] } }],
    ['holidays.region', { holidays: { country: 'DE', region: 'ZZ', dates: [] } }],
    ['holidays.dates.0', { holidays: { country: null, region: null, dates: ['24 December'] } }],
    ['routing_profiles.0.operators.0', { routing_profiles: [{ topic: 'A', description: '', operators: [stranger] }] }],
    ['notify.0', { notify: [stranger] }],
    ['notify.0', { notify: ['somebody'] }],
    ['is_active', { is_active: undefined }],
    ['extra', { extra: 1 }],
  ])('refuses what is wrong at %s, by name, and changes nothing', async (path, wrong) => {
    const before = (await call('GET', HANDOFF)).body;
    const { status, body } = await call('PUT', HANDOFF, { body: { ...before, ...wrong } });
    expect([status, JSON.stringify(body).includes(path.split('.')[0] ?? path)]).toEqual([422, true]);
    expect(JSON.stringify(body)).toContain(path);
    expect((await call('GET', HANDOFF)).body).toEqual(before);
  });

  it('knows no operators of other workspaces', async () => {
    const foreign = await app.current.addForeign();
    const { id: userId } = (await signedIn(app.current.parley, 'owner')).person;
    const before = (await call('GET', HANDOFF, { token: foreign.write_token })).body;
    const given = { token: foreign.write_token, body: { ...before, notify: [userId] } };
    expect((await call('PUT', HANDOFF, given)).status).toBe(422);
  });

  it('is for tokens that may write, and for people who may change agents', async () => {
    const { body } = await call('GET', HANDOFF, { token: app.current.first.read_token });
    expect((await call('PUT', HANDOFF, { token: app.current.first.read_token, body })).status).toBe(403);
    const { browser, workspaceId } = await signedIn(app.current.parley, 'owner');
    const home = `/${workspaceId}/chatbots/${app.current.first.chatbot_id}/human_handoff/configuration`;
    expect((await browser.api('GET', home)).json()).toEqual(body);
    const other = (await signedIn(app.current.parley, 'agent')).browser;
    expect((await other.api('PUT', home, body)).statusCode).toBe(403);
  });
});

describe('the configuration of data gathering', () => {
  it('is empty from the start, and replaced as a whole', async () => {
    expect((await call('GET', GATHERING)).body).toEqual({ fields: [] });
    const fields = [{ key: 'order_number', description: 'The number of the order', type: 'string' }];
    expect((await call('PUT', GATHERING, { body: { fields } })).body).toEqual({ fields });
    expect((await call('GET', GATHERING)).body).toEqual({ fields });
    expect((await call('PUT', GATHERING, { body: { fields: [] } })).body).toEqual({ fields: [] });
  });

  it.each([
    ['fields.0.key', [{ key: 'a b', description: 'x', type: 'string' }]],
    ['fields.0.type', [{ key: 'a', description: 'x', type: 'date' }]],
    ['fields.0.description', [{ key: 'a', description: '', type: 'string' }]],
    [
      'fields',
      [
        { key: 'a', description: 'x', type: 'string' },
        { key: 'a', description: 'y', type: 'string' },
      ],
    ],
    ['fields', Array.from({ length: 21 }, (_, at) => ({ key: `k${at}`, description: 'x', type: 'string' }))],
  ])('refuses what is wrong at %s', async (path, fields) => {
    const { status, body } = await call('PUT', GATHERING, { body: { fields } });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(path);
    expect((await call('GET', GATHERING)).body).toEqual({ fields: [] });
  });
});
