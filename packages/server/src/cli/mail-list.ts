import { z } from 'zod';
import { listMails } from '../store/mail/outbox.ts';
import { verb } from './verb.ts';

const MOST = 100;

/** `parley mail list`: the outbox of the installation, with what was not sent to the letter. */
export const mailList = verb({
  words: ['mail', 'list'],
  summary: 'list the mails of the outbox, the newest first',
  setUp: () => {},
  input: z.object({}),
  async run({ deps }) {
    const mails = await listMails(deps.database.db, { limit: MOST });
    return {
      items: mails.map(({ id, kind, to, subject, text, state, createdAt }) => ({
        id,
        kind,
        to,
        subject,
        text,
        state,
        created_at: createdAt.toISOString(),
      })),
    };
  },
  lines: ({ items }) =>
    items.flatMap(({ created_at, state, kind, to, subject, text }) => [
      `${created_at}  ${state.padEnd(7)}  ${kind}  ${to}  ${subject}`,
      ...(text === '' ? [] : text.split('\n').map((line) => `    ${line}`)),
    ]),
});
