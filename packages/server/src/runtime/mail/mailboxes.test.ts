import { afterEach, describe, expect, it } from 'vitest';
import { IMAP_LOGIN, startImap } from '../../../test/support/platforms/imap.ts';
import { systemResolve } from '../outside/guarded-lookup.ts';
import { createMailboxes } from './mailboxes.ts';
import { createReach } from './reach.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function opened({ idles }: { readonly idles: boolean }) {
  const imap = await startImap({ idles });
  const reach = createReach({ allowPrivateUrls: [`imap://127.0.0.1:${imap.port}`], resolve: systemResolve });
  const server = { host: '127.0.0.1', port: imap.port, ...IMAP_LOGIN, security: 'none' as const, mailbox: 'INBOX' };
  const mailbox = await createMailboxes({ reach, patienceMs: 1_000 }).open(server, new AbortController().signal);
  closing.push(
    () => mailbox.close(),
    () => imap.close(),
  );
  return { imap, mailbox };
}

const since = new Date('2020-01-01T00:00:00Z');

describe('a mailbox without news', () => {
  it.each([true, false])('is looked into again after the given time (the server idles: %s)', async (idles) => {
    const { imap, mailbox } = await opened({ idles });
    const begun = performance.now();
    await mailbox.news(200);
    expect(performance.now() - begun).toBeGreaterThan(190);
    imap.deliver('Subject: x\n\ny');
    expect(await mailbox.unseenAbove(0, since)).toEqual([1]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('a mailbox with news', () => {
  it('says so at once, also when they came while nobody waited', async () => {
    const { imap, mailbox } = await opened({ idles: true });
    const waiting = mailbox.news(60_000);
    await expect.poll(() => imap.commands).toContain('IDLE');
    imap.deliver('Subject: x\n\ny');
    await waiting;
    await mailbox.news(60_000);
    expect(await mailbox.unseenAbove(0, since)).toEqual([1]);
  });

  it('gives a mail as it is, and leaves it unseen until told', async () => {
    const { imap, mailbox } = await opened({ idles: true });
    imap.deliver('Subject: x\n\nżółć');
    const raw = await mailbox.fetch(1, 1_000);
    expect(raw instanceof Uint8Array && Buffer.from(raw).toString()).toBe('Subject: x\r\n\r\nżółć');
    expect(await mailbox.fetch(1, 5)).toBe('too_large');
    expect(await mailbox.fetch(9, 1_000)).toBeNull();
    expect(await mailbox.unseenAbove(0, since)).toEqual([1]);
    expect(await mailbox.unseenAbove(1, since)).toEqual([]);
    await mailbox.markSeen(1);
    expect(await mailbox.unseenAbove(0, since)).toEqual([]);
  });
});
