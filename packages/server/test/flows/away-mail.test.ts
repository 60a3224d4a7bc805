import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sendAwayMail } from '../../src/commands/send-away-mail.ts';
import { sendMail } from '../../src/commands/send-mail.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { followLog } from '../support/follow-log.ts';
import { startSmtp } from '../support/smtp.ts';
import { visitorBrowser } from '../support/visitor-browser.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const smtp = await startSmtp();
let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead), monotonicMs: () => performance.now() };
const minutes = (count: number) => {
  ahead += count * 60_000;
};
const app = testApp({
  clock,
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    smtpUrl: smtp.url,
    mailFrom: 'Support <support@shop.example>',
  },
});
const call = workspaceApi(app);
const { say } = chatClient(app);
let url = '';
beforeEach(async () => {
  const { app: server } = app.current.parley;
  url ||= await server.listen({ port: 0, host: '127.0.0.1' });
  smtp.clear();
});
afterAll(() => smtp.close());

/** What the jobs do, now. */
async function runJobs(): Promise<void> {
  const { deps } = app.current.parley;
  await followLog(app.current);
  while (await sendAwayMail(deps));
  while (await sendMail(deps));
}

async function conversation(visitor: object = { email: 'ann@example.com' }): Promise<string> {
  const id = (await say('Is anybody there?', { visitor })).json().conv_id;
  await call('PATCH', `/conversations/${id}`, { status: 'open' });
  minutes(5);
  return id;
}
const reply = (id: string, text: string) => call('POST', `/conversations/${id}/messages`, { text });

describe('what a person replied', () => {
  it('reaches a visitor who is away by mail, all of it in one, with a way back into the conversation', async () => {
    const id = await conversation();
    await reply(id, 'It is **back** in stock <script>alert(1)</script>');
    await runJobs();
    expect(smtp.mails).toEqual([]);
    minutes(1);
    await reply(id, 'Shall I keep one?');
    await runJobs();
    minutes(1.5);
    await runJobs();
    expect(smtp.mails).toEqual([]);
    minutes(1);
    await runJobs();
    await runJobs();
    const [mail, ...others] = smtp.mails;
    expect(others).toEqual([]);
    expect(mail?.envelope).toEqual({ from: 'support@shop.example', to: ['ann@example.com'] });
    expect(mail?.subject).toBe('Ada has replied to you');
    expect(mail?.text).toContain('> It is back in stock');
    expect(mail?.text).toContain('> Shall I keep one?');
    expect(mail?.html).toContain('<strong>back</strong>');
    expect(mail?.html).not.toContain('<script');
    const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    const browser = visitorBrowser(url);
    await browser.open(link);
    expect(browser.address).toBe(`${url}/c/${app.current.first.scenario_id}`);
    expect(browser.messages.at(-1)).toEqual({ who: 'Team', text: 'Shall I keep one?' });
    await browser.send({ text: 'Yes, please' });
    const last = (await call('GET', `/conversations/${id}`)).body.last_message_preview;
    expect(last).toBe('Yes, please');
  });

  it('is mailed once, and what comes later in another mail without it', async () => {
    const id = await conversation();
    await reply(id, 'One');
    await runJobs();
    minutes(3);
    await runJobs();
    await reply(id, 'Two');
    await runJobs();
    minutes(3);
    await runJobs();
    expect(smtp.mails.map(({ text }) => /> .*/.exec(text ?? '')?.[0])).toEqual(['> One', '> Two']);
  });

  it('is not mailed when the visitor looked at the page in between, or is there when it is due', async () => {
    const browser = visitorBrowser(url);
    await browser.open(`/c/${app.current.first.scenario_id}`);
    await browser.send({ text: 'Is anybody there?', email: 'ann@example.com' });
    const [{ id }] = (await call('GET', '/conversations')).body.data;
    await call('PATCH', `/conversations/${id}`, { status: 'open' });
    minutes(5);
    await reply(id, 'Yes');
    await runJobs();
    minutes(1);
    await browser.open(`/c/${app.current.first.scenario_id}`);
    expect(browser.messages.at(-1)?.text).toBe('Yes');
    minutes(3);
    await runJobs();
    await reply(id, 'Still here?');
    await runJobs();
    minutes(3);
    app.current.parley.deps.presence.seen(id);
    await runJobs();
    expect(smtp.mails).toEqual([]);
  });

  it('is not mailed when the visitor wrote since, without an address, or when the agent has it off', async () => {
    const wrote = await conversation();
    await reply(wrote, 'Yes');
    await runJobs();
    minutes(1);
    await say('Thanks', { conv_id: wrote });
    await reply(await conversation({}), 'Yes');
    await runJobs();
    await call('PATCH', `/chatbots/${app.current.first.chatbot_id}`, { away_mail_minutes: 0 });
    await reply(await conversation({ email: 'bob@example.com' }), 'Yes');
    await runJobs();
    minutes(10);
    await runJobs();
    expect(smtp.mails).toEqual([]);
  });
});
