import type { Role } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/agent/settings.ts';
import { DEFAULT_WIDGET_SETTINGS } from '../../../src/domain/agent/widget-settings.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { signedIn, type TestBrowser } from '../../support/person.ts';

const app = testApp();
let kim: TestBrowser;
let home: string;
let ownId: string;
beforeEach(async () => {
  const owner = await signedIn(app.current.parley, 'owner');
  kim = owner.browser;
  ownId = owner.person.id;
  home = `/${owner.workspaceId}/chatbots/${app.current.first.chatbot_id}`;
});
const as = async (role: Role) => (await signedIn(app.current.parley, role)).browser;
const stored = () =>
  app.current.database.db.selectFrom('agents').select(['settings', 'widget', 'metadata_schema']).executeTakeFirst();

/** Every setting with a value that it does not begin with, by the endpoint that a screen sets it through. */
const SETTINGS = {
  one_word_description: 'Grace',
  short_description: 'You help customers of a shop for lamps.',
  ai_commands: ['Be brief.'],
  personality: 2,
  profession: 'sales',
  creativity_level: 1,
  reply_length: 2,
  greeting: 'Salut!',
  greeting2: 'Ask me.',
  header: 'Lamps',
  header2: 'We answer at once',
  language_chosen: 'de',
  unknown_reply: { de: 'Keine Ahnung.' },
  people_enabled: false,
  people_keep_conversations: true,
  auto_close_hours: 2,
  queue_notice_minutes: 7,
  hand_back_after_minutes: 30,
};
const WIDGET = {
  popup_active: false,
  popup_text: 'Hi there',
  input_placeholder: 'Write here',
  header_color: 'rgb(16, 24, 40)',
  header_text_color: false,
  header_collapse: true,
  voice_active: true,
  typing: false,
  window_auto_open: true,
  white_label: true,
  prechat_active: true,
  prechat_header_text: 'Who are you?',
  prechat_button_text: 'Begin',
  prechat_message_text: 'So that we can write to you.',
  prechat_fields: [{ name: 'phone', is_required: true }],
  background_disclaimer_text: 'Answers may be wrong.',
  consent_text: 'We store what you write.',
  streaming_active: false,
  link_tracking_active: true,
  window_height: 700,
  window_width: 420,
  size: 'large',
  location: 'bottom-left',
  avatar_image: 'https://shop.example/robin.png',
  launcher_style: 'classic',
  launcher_label: 'Help',
  draggable: true,
  theme: 'custom',
  custom_colors: { background: 'rgb(255, 250, 240)' },
  roundness: 'full',
  text_size: 'small',
  attachments_active: false,
  transcript_active: false,
  feedback_active: false,
  allowed_origins: ['https://shop.example'],
  identity_required: true,
  quiet_ms: 250,
  daily_turns: 50,
  handoff_question: 'Shall Kim write to you?',
  out_of_hours_text: 'We are back at nine.',
  working_hours: { time_zone: 'Europe/Warsaw', days: { 1: [{ from: '09:00', to: '17:00' }] } },
  texts: { de: { send: 'Ab!' } },
};
const RATINGS = {
  conv_rating_active: true,
  conv_rating_popup_active: true,
  conv_rating_question_codes: ['HELPFUL_THUMBS'],
};
const CHATBOT = {
  description: 'Of the lamps',
  primary_color: '#112233',
  suggestions: ['Where is my lamp?'],
  location: { enabled: true, address: 'Main Street 1', lat: null, lng: null, place_id: null },
  away_mail_minutes: 9,
};
const HANDOFF = (operator: string) => ({
  is_active: false,
  guidelines: ['frustration'],
  custom_guidelines: ['The visitor wants to cancel.'],
  confirmation: { is_active: false, also_when_asked: true, question: { de: 'Soll ich?' }, message: { de: 'Ist da.' } },
  keywords: ['lawyer'],
  working_hours: WIDGET.working_hours,
  holidays: { country: 'PL', region: null, dates: ['2026-12-24'] },
  out_of_hours_message: { de: 'Später.' },
  out_of_hours_text: WIDGET.out_of_hours_text,
  queue_out_of_hours: true,
  ai_summary: true,
  routing_profiles: [{ topic: 'Lamps', description: 'All that shines.', operators: [operator] }],
  notify: [operator],
});
const MCP = { active: false, name: 'Robin', command: 'ask_robin', description: 'Knows all of lamps.' };
const GATHERING = { fields: [{ key: 'lamp', description: 'Which lamp they have.', type: 'string' }] };

describe('a person of the team', () => {
  it('can set and see every setting of an agent', async () => {
    for (const [path, change, method = 'PATCH'] of [
      ['/chatbot_settings', SETTINGS],
      ['/widget/configuration', WIDGET],
      ['/conversation_ratings/configuration', RATINGS],
      ['/mcp/settings', MCP],
      ['', CHATBOT],
      ['/human_handoff/configuration', HANDOFF(ownId), 'PUT'],
      ['/data_gathering/configuration', GATHERING, 'PUT'],
    ] as const) {
      const saved = await kim.api(method, `${home}${path}`, change);
      expect([saved.statusCode, saved.json()]).toEqual([200, expect.objectContaining(change)]);
      const shown = await kim.api('GET', `${home}${path}`);
      expect([shown.json(), shown.headers.etag]).toEqual([expect.objectContaining(change), saved.headers.etag]);
    }
    const { settings = {}, widget = {} } = (await stored()) ?? {};
    expect(Object.keys(settings).toSorted()).toEqual(Object.keys(DEFAULT_SETTINGS).toSorted());
    expect(Object.keys(widget).toSorted()).toEqual(Object.keys(DEFAULT_WIDGET_SETTINGS).toSorted());
  });

  it('may name the agent by its scenario id too', async () => {
    const { workspaceId } = await signedIn(app.current.parley, 'member');
    const { scenario_id } = app.current.first;
    const answer = await kim.api('GET', `/${workspaceId}/chatbots/${scenario_id}/chatbot_settings`);
    expect(answer.json().one_word_description).toBe('Ada');
  });

  it('is told in the words of the inbox what is wrong, and nothing changes', async () => {
    const before = await stored();
    const answer = await kim.api('PATCH', `${home}/chatbot_settings`, { header: 'New', personality: 99 });
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      {
        error: 'invalid_payload',
        message: expect.stringContaining('personality'),
        request_id: answer.headers['x-request-id'],
        details: { formErrors: [], fieldErrors: { personality: [expect.any(String)] } },
      },
    ]);
    const list = await kim.api('GET', `${home}/knowledge_base/articles?limit=x`);
    expect([list.statusCode, list.json().error]).toEqual([400, 'invalid_query']);
    expect(await stored()).toEqual(before);
  });

  it('is not taken for somebody whom another site sends', async () => {
    const before = await stored();
    const forged = { 'sec-fetch-site': 'cross-site' };
    const answer = await kim.api('PATCH', `${home}/chatbot_settings`, { header: 'Forged' }, forged);
    expect([answer.statusCode, answer.json().error]).toEqual([403, 'forbidden']);
    expect(await stored()).toEqual(before);
  });

  it.each(['agent', 'member'] as const)('in the role %s looks and changes nothing', async (role) => {
    const before = await stored();
    const browser = await as(role);
    expect((await browser.api('GET', `${home}/widget/configuration`)).statusCode).toBe(200);
    const answer = await browser.api('PATCH', `${home}/widget/configuration`, { header: 'Mine' });
    expect([answer.statusCode, answer.json().message]).toEqual([403, 'This needs the permission agents.manage.']);
    expect(await stored()).toEqual(before);
  });

  it('uploads a file, whose articles are the agent’s at once', async () => {
    const form = new FormData();
    form.append('file', new Blob(['# Hours\n\nThe shop opens at nine.'], { type: 'text/markdown' }), 'hours.md');
    const sent = new Request('http://localhost/', { method: 'POST', body: form });
    const answer = await app.current.parley.app.inject({
      method: 'POST',
      url: `/inbox/api${home}/knowledge_base/files`,
      headers: {
        cookie: [...kim.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'sec-fetch-site': 'same-origin',
        'content-type': sent.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
    expect([answer.statusCode, answer.json().items]).toEqual([201, [expect.objectContaining({ title: 'Hours' })]]);
    const found = await kim.api('GET', `${home}/knowledge_base/articles/search?query=opens`);
    expect(found.json().items).toHaveLength(1);
  });
});

describe('two people at one form', () => {
  const FORMS = [
    ['PATCH', '/chatbot_settings', { header: 'Hers' }, { header: 'His' }],
    ['PATCH', '/knowledge_base', { short_description: 'Hers' }, { short_description: 'His' }],
    ['PATCH', '/widget/configuration', { popup_text: 'Hers' }, { popup_text: 'His' }],
    [
      'PATCH',
      '/conversation_ratings/configuration',
      RATINGS,
      { ...RATINGS, conv_rating_active: false, conv_rating_popup_active: false },
    ],
    ['PUT', '/metadata_schema', { schema: { title: 'Hers' } }, { schema: { title: 'His' } }],
    ['PATCH', '', { away_mail_minutes: 1 }, { away_mail_minutes: 2 }],
  ] as const;

  it.each(FORMS)('%s %s: who saves on what is no more is told so', async (method, path, hers, his) => {
    const { etag = '' } = (await kim.api('GET', `${home}${path}`)).headers;
    const match = { 'sec-fetch-site': 'same-origin', 'if-match': etag };
    const first = await kim.api(method, `${home}${path}`, hers, match);
    expect(first.statusCode).toBe(200);
    const before = await stored();
    const second = await kim.api(method, `${home}${path}`, his, match);
    expect([second.statusCode, second.json().error, second.json().details]).toEqual([
      409,
      'conflict',
      { version: first.headers.etag },
    ]);
    expect(await stored()).toEqual(before);
    const again = await kim.api(method, `${home}${path}`, his, { ...match, 'if-match': String(first.headers.etag) });
    expect(again.statusCode).toBe(200);
  });

  it('an article is neither changed nor deleted on a version that is no more', async () => {
    const made = await kim.api('POST', `${home}/knowledge_base/articles`, { title: 'Hours', content: 'At nine.' });
    const at = `${home}/knowledge_base/articles/${made.json().id}`;
    const { etag = '' } = (await kim.api('GET', at)).headers;
    await kim.api('PATCH', at, { content: 'At ten.' });
    const match = { 'sec-fetch-site': 'same-origin', 'if-match': etag };
    for (const method of ['PATCH', 'DELETE'] as const) {
      expect((await kim.api(method, at, { content: 'At eleven.' }, match)).statusCode).toBe(409);
    }
    expect((await kim.api('GET', at)).json().content).toBe('At ten.');
  });

  it('a token is not asked: what integrations send is taken as before', async () => {
    const { parley, first } = app.current;
    const answer = await parley.app.inject({
      method: 'PATCH',
      url: '/v1/api/chatbot_settings',
      headers: { authorization: `Bearer ${first.write_token}`, 'if-match': '"old"' },
      payload: { header: 'New' },
    });
    expect([answer.statusCode, answer.headers.etag]).toEqual([200, undefined]);
  });
});

describe('the audit log', () => {
  it('says who changed which settings, and no text of theirs', async () => {
    const { person, browser } = await signedIn(app.current.parley, 'manager');
    await browser.api('PATCH', `${home}/chatbot_settings`, { greeting: 'Secret words', reply_length: 2 });
    await browser.api('PATCH', `${home}/chatbot_settings`, { greeting: 'Secret words' });
    await browser.api('PATCH', `${home}/widget/configuration`, { popup_text: 'Secret words' });
    await browser.api('PUT', `${home}/metadata_schema`, { schema: { title: 'Secret words' } });
    const content = 'Secret words';
    const made = await browser.api('POST', `${home}/knowledge_base/articles`, { title: content, content });
    await browser.api('PATCH', `${home}/knowledge_base/articles/${made.json().id}`, { tags: ['x'] });
    await browser.api('DELETE', `${home}/knowledge_base/articles/${made.json().id}`);
    const entries = (await listAudit(app.current.parley)).filter(
      ({ actor }) => 'id' in actor && actor.id === person.id,
    );
    const told = entries.filter(({ action }) => !action.startsWith('session') && !action.startsWith('user'));
    const chatbot = { type: 'chatbot', id: app.current.first.chatbot_id };
    const article = { type: 'article', id: made.json().article_id };
    expect(told.map(({ action, target }) => [action, target])).toEqual([
      ['chatbot.update', chatbot],
      ['widget.update', chatbot],
      ['metadata_schema.update', chatbot],
      ['article.create', article],
      ['article.update', article],
      ['article.delete', article],
    ]);
    expect(told.map(({ details }) => details?.changed)).toEqual([
      ['replyLength', 'greeting'],
      ['popupText'],
      undefined,
      undefined,
      ['tags'],
      undefined,
    ]);
    expect(JSON.stringify(told)).not.toContain('Secret');
  });
});
