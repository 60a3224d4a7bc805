import { afterAll, beforeEach, expect, it } from 'vitest';
import { mailsWait } from '../../src/commands/send-mail.ts';
import { insertMail } from '../../src/store/mail/outbox.ts';
import { testServers } from '../support/servers.ts';
import { startSmtp } from '../support/smtp.ts';

const smtp = await startSmtp();
const servers = testServers({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: 'https://parley.example',
    role: 'all',
    smtpUrl: smtp.url,
  },
});
beforeEach(async () => {
  for (const { background } of servers.current.all) await background.startJobs();
});
afterAll(() => smtp.close());

it('the jobs of all nodes together send each mail once, soon after its commit', async () => {
  const { deps } = servers.current.parley;
  const subjects = Array.from({ length: 20 }, (_, number) => `Mail ${number}`);
  await deps.database.transaction(async (tx) => {
    for (const subject of subjects) {
      const to = 'ann@example.com';
      const mail = { workspaceId: null, kind: 'sign_in', to, subject, text: 'x', html: '<p>x</p>' } as const;
      await insertMail(tx, { ...mail, id: deps.ids.uuid() }, deps.clock.now());
    }
  });
  mailsWait(deps);
  const waiting = () => deps.database.db.selectFrom('mail_outbox').select('id').where('state', '<>', 'sent').execute();
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([]);
  expect(smtp.mails.map(({ subject }) => subject ?? '').toSorted()).toEqual(subjects.toSorted());
  expect(smtp.mails[0]?.from?.address).toBe('no-reply@parley.example');
});
