import { WIDGET_TEXT_KEYS } from '@parley/protocol';
import { WidgetConfigurationPatchSchema } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../../../widget/src/texts/en.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';

const app = testApp();
const call = agentApi(app);
const URL = '/v1/api/widget/configuration';
const shown = async () =>
  (await app.current.parley.app.inject(`/widget/config/${app.current.first.scenario_id}`)).json();

/** Every field with a value that it does not begin with, as a caller may write it. */
const EVERYTHING = {
  welcome_message: '<b>Salut!</b>',
  welcome_message2: 'Ask me.',
  header: 'Shop',
  subtitle: 'We answer at once',
  conversation_starters: ['Where is my parcel?'],
  popup_active: false,
  input_placeholder: 'Write here',
  primary_color: 'rgb(0, 122, 255)',
  header_color: 'rgb(16, 24, 40)',
  header_text_color: true,
  header_collapse: true,
  voice_active: true,
  typing: false,
  window_auto_open: true,
  white_label: true,
  prechat_active: true,
  prechat_header_text: 'Who are you?',
  prechat_button_text: 'Begin',
  prechat_message_text: 'So that we can write to you.',
  background_disclaimer_text: 'Answers may be wrong.',
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
  custom_colors: { background: 'rgb(255, 250, 240)', link: 'rgb(0, 70, 140)' },
  roundness: 'full',
  text_size: 'small',
  popup_text: 'Hi there',
  prechat_fields: [{ name: 'phone', is_required: true }],
  consent_text: 'We store what you write.',
  attachments_active: false,
  transcript_active: false,
  feedback_active: false,
  allowed_origins: ['https://shop.example', '*.shop.example:8443'],
  identity_required: true,
  quiet_ms: 250,
  daily_turns: 50,
  handoff_question: 'Shall Kim write to you?',
  out_of_hours_text: 'We are back at nine.',
  working_hours: { time_zone: 'Europe/Warsaw', days: { 1: [{ from: '09:00', to: '17:00' }], 7: [] } },
  texts: { de: { send: 'Ab!' } },
};

describe('the configuration of the widget', () => {
  it('is complete from the start, and readable', async () => {
    const { status, body } = await call('GET', URL, { token: app.current.first.read_token });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      primary_color: 'rgb(31, 94, 255)',
      header_color: 'rgb(31, 94, 255)',
      header_text_color: true,
      window_height: 600,
      window_width: 400,
      size: 'medium',
      location: 'bottom-right',
      allowed_origins: [],
      contrast_warnings: [],
    });
  });

  it('takes every field and shows it again', async () => {
    expect(Object.keys(EVERYTHING).toSorted()).toEqual(Object.keys(WidgetConfigurationPatchSchema.shape).toSorted());
    const { status, body } = await call('PATCH', URL, { body: { ...EVERYTHING, no_such_field: 1 } });
    expect([status, body]).toEqual([200, { ...EVERYTHING, contrast_warnings: [] }]);
    expect((await call('GET', URL)).body).toEqual(body);
  });

  it('takes what it shows', async () => {
    await call('PATCH', URL, { body: EVERYTHING });
    const { body } = await call('GET', URL);
    expect((await call('PATCH', URL, { body })).body).toEqual(body);
  });

  it('goes on choosing colours by itself where a caller sends back what it was shown', async () => {
    const { body } = await call('GET', URL);
    await call('PATCH', URL, { body: { ...body, subtitle: 'New' } });
    const { body: yellow } = await call('PATCH', URL, { body: { primary_color: '#FFEE00' } });
    expect(yellow).toMatchObject({ header_color: 'rgb(255, 238, 0)', header_text_color: false });
    const { body: blue } = await call('PATCH', URL, { body: { ...yellow, primary_color: '#00468C' } });
    expect(blue).toMatchObject({ header_color: 'rgb(0, 70, 140)', header_text_color: true });
  });

  it('chooses colours by itself again after null', async () => {
    await call('PATCH', URL, { body: { header_color: '#FFEE00', header_text_color: true } });
    const { body: textOnly } = await call('PATCH', URL, { body: { header_text_color: null } });
    expect(textOnly).toMatchObject({ header_color: 'rgb(255, 238, 0)', header_text_color: false });
    const { body } = await call('PATCH', URL, { body: { header_color: null } });
    expect(body).toMatchObject({ header_color: 'rgb(31, 94, 255)', header_text_color: true });
    const { body: green } = await call('PATCH', URL, { body: { primary_color: '#00FF00' } });
    expect(green).toMatchObject({ header_color: 'rgb(0, 255, 0)', header_text_color: false });
  });

  it('keeps a colour that was chosen, though it is the one that it would choose', async () => {
    await call('PATCH', URL, { body: { header_color: '#FFEE00' } });
    await call('PATCH', URL, { body: { primary_color: '#FFEE00' } });
    await call('PATCH', URL, { body: { header_color: 'rgb(255, 238, 0)' } });
    const { body } = await call('PATCH', URL, { body: { primary_color: '#00468C' } });
    expect(body.header_color).toBe('rgb(255, 238, 0)');
  });

  it('makes of HTML what each place can show: Markdown in texts, words in lines', async () => {
    await call('PATCH', URL, {
      body: {
        header: '<b>Shop</b> &amp; more',
        subtitle: 'We <i>answer</i><br>at once',
        popup_text: '<p>Hi <b>there</b></p>',
        prechat_active: true,
        prechat_header_text: '<h3>Who are you?</h3>',
        prechat_message_text: '<p>So that we can <b>write</b>: <a href="https://shop.example/p">why</a></p>',
        prechat_button_text: '<b>Begin</b>',
        background_disclaimer_text: 'See <a href="https://shop.example/p">why</a>',
        consent_text: '<b>We</b> store it',
      },
    });
    expect(await shown()).toMatchObject({
      agent: { header: 'Shop & more', subtitle: 'We answer at once' },
      popup: { text: 'Hi there' },
      prechat: {
        header: 'Who are you?',
        text: 'So that we can **write**: [why](<https://shop.example/p>)',
        button: 'Begin',
      },
      disclaimer: 'See [why](<https://shop.example/p>)',
      consent: { text: '**We** store it' },
    });
  });

  it('leaves what is no HTML as it was written', async () => {
    await call('PATCH', URL, {
      body: { header: 'A & B <3', prechat_active: true, prechat_message_text: '**Why** 1 < 2', popup_text: 'R&amp;D' },
    });
    expect(await shown()).toMatchObject({
      agent: { header: 'A & B <3' },
      prechat: { text: '**Why** 1 < 2' },
      popup: { text: 'R&amp;D' },
    });
  });

  it('shares what other settings call by other names', async () => {
    await call('PATCH', URL, { body: EVERYTHING });
    expect((await call('GET', '/v1/api/chatbot_settings')).body).toMatchObject({
      greeting: '<b>Salut!</b>',
      greeting2: 'Ask me.',
      header: 'Shop',
      header2: 'We answer at once',
    });
    await call('PATCH', '/v1/api/chatbot_settings', { body: { greeting: 'Servus' } });
    expect((await call('GET', URL)).body.welcome_message).toBe('Servus');
  });

  it('reaches what sites load', async () => {
    const before = await shown();
    await call('PATCH', URL, { body: EVERYTHING });
    const after = await shown();
    expect(after.version).not.toBe(before.version);
    expect(after).toMatchObject({
      agent: { header: 'Shop', subtitle: 'We answer at once', avatar_url: 'https://shop.example/robin.png' },
      welcome: ['**Salut!**', 'Ask me.'],
      starters: ['Where is my parcel?'],
      looks: { launcher: 'classic', launcher_size: 'large', corner: 'bottom-left', width: 420, height: 700 },
      colours: { light: { background: '#FFFAF0', link: '#00468C', header: '#101828', header_text: '#FFFFFF' } },
      popup: { is_active: false, text: 'Hi there' },
      features: { voice: true, typing: false, streaming: false, attachments: false, branding: false },
      prechat: { header: 'Who are you?', fields: [{ name: 'phone', is_required: true }] },
      consent: { text: 'We store what you write.' },
      disclaimer: 'Answers may be wrong.',
      identity: 'required',
    });
    expect(after.colours.dark).toEqual(after.colours.light);
  });

  it('keeps what two callers set at the same time', async () => {
    await Promise.all([
      call('PATCH', URL, { body: { header: 'One', launcher_label: 'Two' } }),
      call('PATCH', URL, { body: { subtitle: 'Three', quiet_ms: 0 } }),
      call('PATCH', URL, { body: { welcome_message2: 'Four', draggable: true } }),
    ]);
    expect((await call('GET', URL)).body).toMatchObject({
      header: 'One',
      launcher_label: 'Two',
      subtitle: 'Three',
      quiet_ms: 0,
      welcome_message2: 'Four',
      draggable: true,
    });
  });

  it('stores the origin of an address once, as browsers write it', async () => {
    const allowed_origins = [
      'https://Shop.Example/cart?x=1',
      'https://shop.example:443',
      'Shop.example',
      '*.a.example/',
    ];
    const { body } = await call('PATCH', URL, { body: { allowed_origins } });
    expect(body.allowed_origins).toEqual(['https://shop.example', 'shop.example', '*.a.example']);
  });

  it('stores names in any script, and addresses of machines, as browsers write them', async () => {
    const allowed_origins = ['https://müller.de', '*.Żółw.pl', 'http://[::1]:3000', '[0:0::1]', '10.0.0.1:8080'];
    const { status, body } = await call('PATCH', URL, { body: { allowed_origins } });
    expect([status, body.allowed_origins]).toEqual([
      200,
      ['https://xn--mller-kva.de', '*.xn--w-uga1v8h.pl', 'http://[::1]:3000', '[::1]', '10.0.0.1:8080'],
    ]);
    for (const [origin, is] of [
      ['https://xn--mller-kva.de', 200],
      ['http://[::1]:3000', 200],
      ['https://[::1]', 200],
      ['https://[::2]', 403],
    ] as const) {
      const url = `/widget/config/${app.current.first.scenario_id}`;
      const answer = await app.current.parley.app.inject({ url, headers: { origin } });
      expect([origin, answer.statusCode]).toEqual([origin, is]);
    }
  });

  it.each([
    ['*', /every site: leave the list empty/],
    ['https://*', /every site: leave the list empty/],
    ['null', /a file, or a sandboxed frame/],
    ['..', /must be an origin such as/],
    ['-', /must be an origin such as/],
    ['https://a..b', /must be an origin such as/],
    ['a-.example', /must be an origin such as/],
    ['*.10.0.0.1', /must be an origin such as/],
    ['*.*.example', /must be an origin such as/],
    ['ftp://shop.example', /must be an origin such as/],
    ['https://ada@shop.example', /must be an origin such as/],
    ['', /must be an origin such as/],
  ])('refuses the origin %j with a sentence', async (origin, words) => {
    const { status, body } = await call('PATCH', URL, { body: { allowed_origins: ['shop.example', origin] } });
    expect([status, Object.keys(body.errors)]).toEqual([422, ['root', 'allowed_origins.1']]);
    expect(body.errors['allowed_origins.1'][0].message).toMatch(words);
  });

  it('refuses words that the widget does not have, by name', async () => {
    const texts = { de: { send: 'Ab!', nokey: 'x' } };
    const { status, body } = await call('PATCH', URL, { body: { texts } });
    expect([status, Object.keys(body.errors)]).toEqual([422, ['root', 'texts.de.nokey']]);
    expect(body.errors.root[0].message).toMatch(/^texts\.de\.nokey is no key of the widget's texts/);
    const wrong = await call('PATCH', URL, { body: { texts: { 'no language': {} } } });
    expect(wrong.body.errors['texts.no language'][0].message).toMatch(/must be a language code/);
  });

  it('knows the words that the widget has', () => {
    expect([...WIDGET_TEXT_KEYS].toSorted()).toEqual(Object.keys(TEXTS).toSorted());
  });

  it('warns of colours that are hard to read, and only of those that were chosen so', async () => {
    const yellow = await call('PATCH', URL, { body: { primary_color: '#FFEE00' } });
    expect(yellow.body.contrast_warnings).toEqual([]);
    const { body } = await call('PATCH', URL, { body: { header_text_color: true, theme: 'light' } });
    expect(body.contrast_warnings).toEqual([
      { text: 'header_text', background: 'header', scheme: 'light', ratio: 1.2 },
    ]);
    const custom_colors = { agent_bubble: '#777777', agent_text: '#888888' };
    const custom = await call('PATCH', URL, { body: { theme: 'custom', custom_colors, header_text_color: false } });
    expect(custom.body.contrast_warnings).toEqual([
      { text: 'agent_text', background: 'agent_bubble', scheme: 'light', ratio: 1.26 },
    ]);
  });

  it.each([
    [{ primary_color: 'blue' }, 'primary_color'],
    [{ primary_color: 'rgb(0, 300, 0)' }, 'primary_color'],
    [{ header_text_color: 'light' }, 'header_text_color'],
    [{ window_width: 299 }, 'window_width'],
    [{ window_height: 1_201 }, 'window_height'],
    [{ size: 'huge' }, 'size'],
    [{ location: 'top-left' }, 'location'],
    [{ avatar_image: 'javascript:alert(1)' }, 'avatar_image'],
    [{ conversation_starters: [''] }, 'conversation_starters'],
    [{ custom_colors: { background: 'red' } }, 'custom_colors'],
    [{ custom_colors: { shadow: '#000000' } }, 'custom_colors'],
    [{ allowed_origins: ['not an origin'] }, 'allowed_origins'],
    [{ allowed_origins: ['https://a.example:99999'] }, 'allowed_origins'],
    [
      {
        prechat_fields: [
          { name: 'name', is_required: true },
          { name: 'name', is_required: false },
        ],
      },
      'prechat_fields',
    ],
    [{ texts: { 'no language': {} } }, 'texts'],
    [{ quiet_ms: 10_001 }, 'quiet_ms'],
    [{ working_hours: { time_zone: 'Mars/Olympus', days: {} } }, 'working_hours'],
    [{ working_hours: { time_zone: 'UTC', days: { 8: [] } } }, 'working_hours'],
    [{ working_hours: { time_zone: 'UTC', days: { 1: [{ from: '9', to: '17:00' }] } } }, 'working_hours'],
    [{ welcome_message: null }, 'welcome_message'],
  ])('refuses %j, names the field and changes nothing', async (wrong, field) => {
    const { body: before } = await call('GET', URL);
    const { status, body } = await call('PATCH', URL, { body: { header: 'New', ...wrong } });
    expect(status).toBe(422);
    expect(Object.keys(body.errors).some((name) => name.split('.')[0] === field)).toBe(true);
    expect((await call('GET', URL)).body).toEqual(before);
  });

  it('asks for the scope, and knows the agent by its token alone', async () => {
    const { status } = await call('PATCH', URL, { token: app.current.first.read_token, body: { header: 'x' } });
    expect(status).toBe(403);
    const foreign = await app.current.addForeign();
    await call('PATCH', URL, { token: foreign.write_token, body: { header: 'Theirs' } });
    expect((await call('GET', URL)).body.header).toBe('');
  });
});
