import { WidgetConfigSchema } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { setWidget } from '../../support/widget-settings.ts';

const app = testApp();
const settings = { trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' } as const;
/** Has where to send mails, and sends none. */
const mailing = testApp({ config: { ...settings, rateLimits: false, smtpUrl: 'smtp://127.0.0.1:9' } });
const get = (query = '', headers: Record<string, string> = {}, scenario = app.current.first.scenario_id) =>
  app.current.parley.app.inject({ url: `/widget/config/${scenario}${query}`, headers });

async function set(settings: object, widget: object, state = 'active'): Promise<void> {
  await app.current.database.db
    .updateTable('agents')
    .set({ settings: JSON.stringify(settings), widget: JSON.stringify(widget), state: state as 'active' })
    .where('scenario_id', '=', app.current.first.scenario_id)
    .execute();
}

describe('the configuration that pages of sites load', () => {
  it('is complete from the start, readable by every site, and needs no credential', async () => {
    const { statusCode, headers, body } = await get();
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([200, '*']);
    const config = WidgetConfigSchema.parse(JSON.parse(body));
    expect(config).toMatchObject({
      scenario_id: app.current.first.scenario_id,
      agent: { name: 'Ada', header: 'Ada', is_available: true, avatar_url: null },
      welcome: ['Hello! How can I help you today?'],
      starters: [],
      prechat: null,
      consent: null,
      rating: null,
      people: { are_enabled: true, away_text: null },
      identity: 'optional',
    });
  });

  it('offers the conversation by mail only where the agent does and mails are sent', async () => {
    expect((await get()).json().features.transcript).toBe(false);
    const { parley, first } = mailing.current;
    const isOffered = async () =>
      (await parley.app.inject({ url: `/widget/config/${first.scenario_id}` })).json().features.transcript;
    expect(await isOffered()).toBe(true);
    await setWidget(mailing.current, { transcript: false });
    expect(await isOffered()).toBe(false);
  });

  it('gives welcome messages as Markdown, without anything that could run', async () => {
    await set(
      {
        greeting:
          '<p>Hi &amp; <b>welcome</b>, see <a href="https://shop.example/a?b=1&amp;c=2" onclick="x()">us</a></p>',
        greeting2: '2 * 3 <script>alert(1)</script><a href="javascript:x()">no</a>',
      },
      {},
    );
    const config = (await get()).json();
    expect(config.welcome).toEqual(['Hi & **welcome**, see [us](<https://shop.example/a?b=1&c=2>)', '2 \\* 3 no']);
    expect(config.popup.text).toBe('Hi & welcome, see us');
  });

  it('answers 304 to who has it, and anew within a minute after a change', async () => {
    const first = await get();
    const tag = String(first.headers.etag);
    expect(first.headers['cache-control']).toBe('public, max-age=30, stale-while-revalidate=30');
    expect((await get('', { 'if-none-match': `W/${tag}` })).statusCode).toBe(304);
    await set({ header: 'Other' }, {});
    const { statusCode, headers } = await get('', { 'if-none-match': tag });
    expect([statusCode, headers.etag === tag]).toEqual([200, false]);
  });

  it("gives the agent's own words in the language of the visitor, the nearest first", async () => {
    await set({ language: 'de' }, { texts: { de: { send: 'Ab!', close: 'Zu' }, 'de-AT': { send: 'Servus!' } } });
    expect((await get('?language=de-at')).json().texts).toEqual({ send: 'Servus!', close: 'Zu' });
    expect((await get('?language=fr')).json().texts).toEqual({});
    expect((await get()).json().texts).toEqual({ send: 'Ab!', close: 'Zu' });
  });

  it('tells of people who are out of hours while they are, and nothing while they are in', async () => {
    const never = { timeZone: 'Europe/Warsaw', days: {} };
    await set({ outOfHoursText: 'We are back at 9.', workingHours: never }, {});
    expect((await get()).json().people.away_text).toBe('We are back at 9.');
    await set({ outOfHoursText: '', workingHours: never }, {});
    expect((await get()).json().people.away_text).toBeNull();
    await set({ peopleEnabled: false, outOfHoursText: 'We are back at 9.', workingHours: never }, {});
    expect((await get()).json().people).toMatchObject({ are_enabled: false, away_text: null });
  });

  it('is for the sites that the agent allows, and tells the others why not', async () => {
    await set({}, { allowedOrigins: ['https://shop.example'] });
    const allowed = await get('', { origin: 'https://shop.example' });
    expect([allowed.statusCode, allowed.headers.vary]).toEqual([200, 'origin']);
    const { statusCode, headers, body } = await get('', { origin: 'https://other.example' });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([403, '*']);
    expect(headers['cache-control'] ?? '').not.toContain('public');
    expect(body).toMatch(/https:\/\/other\.example is not among the sites/);
  });

  it('says whether anybody can answer', async () => {
    await set({}, {}, 'paused');
    expect((await get()).json().agent.is_available).toBe(true);
    await set({ peopleEnabled: false }, {}, 'paused');
    expect((await get()).json().agent.is_available).toBe(false);
  });

  it('says in words why there is none, readable by the page', async () => {
    for (const [state, words] of [
      ['draft', /still a draft/],
      ['archived', /was archived/],
    ] as const) {
      await set({}, {}, state);
      const { statusCode, headers, body } = await get();
      expect([statusCode, headers['access-control-allow-origin']]).toEqual([404, '*']);
      expect(JSON.parse(body).message ?? body).toMatch(words);
    }
    expect((await get('', {}, 'nosuchagent')).body).toMatch(/No agent has this scenario id/);
  });

  it('holds nothing that is not for everybody', async () => {
    await set(
      { note: 'hidden-note', guidelines: ['hidden-rule'], description: 'hidden-prompt' },
      { allowedOrigins: [], dailyTurns: 77_001 },
    );
    expect((await get()).body).not.toMatch(/hidden-|77001/);
  });
});
