import { describe, expect, it } from 'vitest';
import { type AwayFacts, decideAwayMail, type Reply } from './away-mail.ts';

const START = new Date('2026-05-22T14:00:00Z').getTime();
/** So many seconds after the first reply. */
const after = (seconds: number) => new Date(START + seconds * 1_000);
const reply = (ord: number, seconds: number): Reply => ({ ord, content: `reply ${ord}`, createdAt: after(seconds) });

const decide = (given: Partial<AwayFacts> = {}) =>
  decideAwayMail({
    now: after(120),
    delayMinutes: 2,
    source: 'widget',
    email: 'ann@example.com',
    isPresent: false,
    lastVisitorMessageAt: after(-600),
    firstReplyAt: after(0),
    replies: [reply(4, 0)],
    mailsLately: 0,
    ownAddress: 'support@example.com',
    ...given,
  });

describe('a visitor who is away', () => {
  it('gets all that people wrote, in one mail', () => {
    const replies = [reply(4, 0), reply(5, 30), reply(6, 50)];
    expect(decide({ now: after(170), replies })).toEqual({ type: 'send', to: 'ann@example.com', replies });
  });

  it('gets it once the person has paused, or when it has waited long enough', () => {
    const replies = [reply(4, 0), reply(5, 100)];
    expect(decide({ replies })).toEqual({ type: 'wait', until: after(220) });
    const talker = [reply(4, 0), reply(5, 350)];
    expect(decide({ now: after(355), replies: talker })).toEqual({ type: 'wait', until: after(360) });
    expect(decide({ now: after(360), replies: talker }).type).toBe('send');
  });

  it('gets only what was said after their own last message', () => {
    const replies = [reply(4, 0), reply(6, 60)];
    const decision = decide({ now: after(180), lastVisitorMessageAt: after(30), replies });
    expect(decision).toMatchObject({ type: 'send', replies: [{ ord: 6 }] });
  });
});

describe('no mail', () => {
  it.each<[string, Partial<AwayFacts>]>([
    ['when they look at it now', { isPresent: true }],
    ['when they wrote since', { lastVisitorMessageAt: after(10) }],
    ['when nothing is left to say', { replies: [] }],
    ['when the agent has it switched off', { delayMinutes: 0 }],
    ['without an address', { email: null }],
    ['to what is no address', { email: 'ann@example.com,eve@example.com' }],
    ['to ourselves', { email: 'Support@Example.com' }],
    ['to a program', { email: 'MAILER-DAEMON@example.com' }],
    ['to a no-reply', { email: 'no-reply@example.com' }],
    ['after too many on one day', { mailsLately: 6 }],
    ['where messages arrive by themselves', { source: 'email' }],
    ['to a trial', { source: 'preview' }],
  ])('%s', (_when, given) => {
    expect(decide(given)).toEqual({ type: 'drop' });
  });
});

describe('a look again later', () => {
  it('when they look just as a person goes on writing', () => {
    const replies = [reply(4, 0), reply(5, 110)];
    expect(decide({ isPresent: true, replies })).toEqual({ type: 'wait', until: after(230) });
  });

  it('when they wrote a moment ago', () => {
    const given = { now: after(130), delayMinutes: 1, lastVisitorMessageAt: after(80), replies: [reply(6, 100)] };
    expect(decide(given)).toEqual({ type: 'wait', until: after(140) });
  });
});
