import type { VisitorEvent, VisitorSignal } from '@parley/protocol/api';
import { afterEach, describe, expect, it } from 'vitest';
import { createVisitorClient } from './create-visitor-client.ts';
import type { VisitorClient } from './visitor-client.ts';

const open: VisitorClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.stop();
});

/** A clock that goes only when it is told to. */
function clock() {
  let now = Date.parse('2026-11-22T12:00:00Z');
  const due = new Set<{ readonly at: number; readonly run: () => void }>();
  const settled = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate);
  };
  return {
    timers: {
      now: () => now,
      after(ms: number, run: () => void) {
        const entry = { at: now + ms, run };
        due.add(entry);
        return () => void due.delete(entry);
      },
    },
    settled,
    /** Lets time pass, with all that is due in it. */
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      await settled();
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        now = Math.max(now, next.at);
        due.delete(next);
        next.run();
        await settled();
      }
      now = end;
      await settled();
    },
    /** As a computer sleeps: time is gone, and nothing has run meanwhile. */
    sleep(ms: number): void {
      now += ms;
    },
  };
}

type Asked = { readonly what: string; readonly body: Readonly<Record<string, unknown>> };

/** A server that does as it is told, and one page with a client. */
async function world() {
  const time = clock();
  const asked: Asked[] = [];
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const refusals: Response[] = [];
  let seq = 0;
  let isVisible = true;
  const wakes = new Set<() => void>();
  let lose = (): void => {};
  const log: Uint8Array[] = [];
  const push = (event: string, data: object): void => {
    const frame = new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (event === 'event') log.push(frame);
    streams.at(-1)?.enqueue(frame);
  };
  const answer = (what: string, body: Asked['body'], isStream: boolean): Response => {
    if (what.startsWith('GET /widget/config')) return Response.json({ consent: null, identity: 'optional' });
    if (what === 'POST /widget/sessions') {
      const visitor = { id: 'v', is_verified: false };
      return Response.json({ token: 't', expires_at: '2099-01-01T00:00:00.000Z', visitor });
    }
    if (isStream) {
      return new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => {
            streams.push(controller);
            controller.enqueue(new TextEncoder().encode('retry: 1000\n\n'));
            // All of it: what the client has already changes nothing.
            for (const frame of log) controller.enqueue(frame);
          },
        }),
        { headers: { 'content-type': 'text/event-stream' } },
      );
    }
    if (what !== 'POST /widget/messages') return Response.json({ is_done: true });
    const refusal = refusals.shift();
    if (refusal) return refusal;
    const ord = ++seq;
    push('event', messageEvent({ seq, id: String(body.id), author: 'visitor', text: String(body.text) }));
    return Response.json({ conversation_id: 'c', ord, seq, is_replay: false });
  };
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const what = `${init.method} ${new URL(String(input)).pathname}`;
    const isStream = new Headers(init.headers).get('accept') === 'text/event-stream';
    const body = JSON.parse(String(init.body ?? '{}'));
    asked.push({ what: isStream ? 'stream' : what, body });
    return answer(what, body, isStream);
  };
  const client = createVisitorClient({
    baseUrl: 'https://chat.test',
    scenarioId: 's',
    fetch,
    storage: null,
    timers: time.timers,
    surroundings: {
      isVisible: () => isVisible,
      onWake(run) {
        wakes.add(run);
        return () => void wakes.delete(run);
      },
      onLost(run) {
        lose = run;
        return () => {};
      },
      onHide: () => () => {},
    },
  });
  open.push(client);
  await client.start();
  return {
    ...time,
    client,
    asked,
    refusals,
    count: (what: string) => asked.filter((one) => one.what === what).length,
    wake: () => [...wakes].forEach((run) => void run()),
    lose: () => lose(),
    hide: () => {
      isVisible = false;
    },
    show: () => {
      isVisible = true;
    },
    beat: () => streams.at(-1)?.enqueue(new TextEncoder().encode(': heartbeat\n\n')),
    event: (event: object) => push('event', event),
    signal: (signal: VisitorSignal) => push('signal', signal),
    nextSeq: () => ++seq,
    /** Says something; what the agent would say comes only when it is told. */
    async says(text: string) {
      client.send({ text });
      await time.pass(100);
    },
  };
}

type Said = { readonly seq: number; readonly id: string; readonly author: string; readonly text: string };

const messageEvent = ({ seq, id, author, text }: Said): VisitorEvent => ({
  type: 'message',
  seq,
  created_at: '2026-11-22T12:00:00.000Z',
  // What the client does not look at is left out.
  message: { id, ord: seq, author, content: text, is_welcome: false } as never,
});

describe('a stream', () => {
  it('over which nothing comes for 35 s is left for another', async () => {
    const { says, count, pass, beat } = await world();
    await says('Hello');
    expect(count('stream')).toBe(1);
    for (let beats = 0; beats < 4; beats += 1) {
      await pass(15_000);
      beat();
    }
    expect(count('stream')).toBe(1);
    await pass(34_000);
    expect(count('stream')).toBe(1);
    await pass(5_000);
    expect(count('stream')).toBe(2);
  });

  it('is opened again after a sleep that no event tells of', async () => {
    const { says, count, pass, sleep } = await world();
    await says('Hello');
    sleep(3_600_000);
    await pass(5_000);
    expect(count('stream')).toBe(2);
  });

  it('is opened at once when the page wakes or the network is back, unless it must be sound', async () => {
    const { says, count, pass, wake, settled } = await world();
    await says('Hello');
    await pass(10_000);
    wake();
    await settled();
    expect(count('stream')).toBe(1);
    await pass(15_000);
    wake();
    await settled();
    expect(count('stream')).toBe(2);
  });
});

describe('a network', () => {
  it('that the platform says is gone is shown as gone, until something comes again', async () => {
    const { client, says, lose, beat, settled } = await world();
    await says('Hello');
    expect(client.state.connection).toBe('live');
    lose();
    expect(client.state.connection).toBe('offline');
    beat();
    await settled();
    expect(client.state.connection).toBe('live');
  });
});

describe('an answer', () => {
  it('that was begun is not shown once a person has taken over, however late its pieces come', async () => {
    const { client, says, event, signal, nextSeq, settled } = await world();
    const piece = { type: 'delta', ord: 2, at: 0, text: 'You can ' } as VisitorSignal;
    await says('Hello');
    signal(piece);
    await settled();
    expect(client.state.draft).toMatchObject({ text: 'You can ' });
    const taken = { type: 'status', created_at: '2026-11-22T12:00:00.000Z', driver: 'human', progress: 'open' };
    event({ ...taken, seq: nextSeq(), operator: null });
    await settled();
    signal(piece);
    await settled();
    expect(client.state.draft).toBeNull();
  });

  it('says what the agent does while it writes, until the reply begins', async () => {
    const { client, says, signal, settled } = await world();
    await says('Hello');
    signal({ type: 'typing', author: 'ai_assistant', is_typing: true } as VisitorSignal);
    signal({ type: 'thinking', ord: 2, text: 'Looking up your order …' } as VisitorSignal);
    await settled();
    expect(client.state.thinking).toBe('Looking up your order …');
    signal({ type: 'delta', ord: 2, at: 0, text: 'You can ' } as VisitorSignal);
    await settled();
    expect(client.state).toMatchObject({ typing: 'ai_assistant', thinking: null });
  });

  it('without a sign of it for a minute is late, and what its turn has given up is failed: nothing turns for ever', async () => {
    const { client, says, pass, beat, event, nextSeq, settled } = await world();
    await says('Hello');
    expect(client.state.reply).toBe('awaited');
    for (let beats = 0; beats < 5; beats += 1) {
      await pass(15_000);
      beat();
    }
    expect(client.state).toMatchObject({ reply: 'late', draft: null, typing: null });
    const ended = { type: 'turn_ended', created_at: '2026-11-22T12:00:00.000Z', ord: 1, reason: 'failed' };
    event({ ...ended, seq: nextSeq() });
    await settled();
    expect(client.state.reply).toBe('failed');
    event(messageEvent({ seq: nextSeq(), id: 'r', author: 'ai_assistant', text: 'Here I am' }));
    await settled();
    expect(client.state.reply).toBe('none');
  });

  it('is not typed any more ten seconds after the last word of it', async () => {
    const { client, says, pass, signal, settled } = await world();
    await says('Hello');
    signal({ type: 'typing', author: 'human_operator', is_typing: true } as VisitorSignal);
    await settled();
    expect(client.state.typing).toBe('human_operator');
    await pass(9_000);
    expect(client.state.typing).toBe('human_operator');
    await pass(2_000);
    expect(client.state.typing).toBeNull();
  });
});

describe('what is asked of the server', () => {
  it('is asked again only when the time has passed that it asks for', async () => {
    const { client, says, pass, count, refusals } = await world();
    const body = { error: 'rate_limited', message: 'Slower.' };
    refusals.push(Response.json(body, { status: 429, headers: { 'retry-after': '7' } }));
    await says('Hello');
    await pass(6_500);
    expect(count('POST /widget/messages')).toBe(1);
    expect(client.state.outbox).toMatchObject([{ text: 'Hello', state: 'waiting' }]);
    await pass(1_000);
    expect(count('POST /widget/messages')).toBe(2);
    expect(client.state.outbox).toEqual([]);
  });

  it('is told no more often than every three seconds that the visitor types or looks', async () => {
    const { client, says, pass, count, event, nextSeq, settled, hide } = await world();
    await says('Hello');
    for (let keys = 0; keys < 5; keys += 1) client.typing();
    await settled();
    expect(count('POST /widget/conversations/c/typing')).toBe(1);
    await pass(3_000);
    client.typing();
    await settled();
    expect(count('POST /widget/conversations/c/typing')).toBe(2);
    const looks = async (): Promise<void> => {
      event(
        messageEvent({
          seq: nextSeq(),
          id: `r${client.state.unread}${Math.random()}`,
          author: 'ai_assistant',
          text: 'x',
        }),
      );
      await settled();
      client.seen();
    };
    for (let times = 0; times < 4; times += 1) await looks();
    expect(client.state.unread).toBe(0);
    expect(count('POST /widget/conversations/c/seen')).toBe(1);
    await pass(3_000);
    expect(count('POST /widget/conversations/c/seen')).toBe(2);
    hide();
    await looks();
    await pass(3_000);
    expect(client.state.unread).toBe(1);
    expect(count('POST /widget/conversations/c/seen')).toBe(2);
  });

  it('for a person goes with the first message, and by itself during the conversation', async () => {
    const { client, says, pass, asked, count } = await world();
    await client.requestPerson();
    await says('To a person, please');
    expect(asked.find(({ what }) => what === 'POST /widget/messages')?.body).toMatchObject({ wants_person: true });
    expect(count('POST /widget/conversations/c/handoff')).toBe(0);
    const requested = client.requestPerson();
    await pass(100);
    await requested;
    expect(count('POST /widget/conversations/c/handoff')).toBe(1);
  });

  it('after what was written before it: ratings, and the transcript where there is a conversation', async () => {
    const { client, says, pass, asked } = await world();
    await expect(client.mailTranscript('ada@example.com')).rejects.toMatchObject({ code: 'no_conversation' });
    await expect(client.rateConversation({ rating: 5, comment: null } as never)).rejects.toMatchObject({
      code: 'no_conversation',
    });
    await says('Hello');
    client.send({ text: 'Thanks' });
    const rated = [client.rateMessage(2, null), client.rateConversation({ rating: 5, comment: null } as never)];
    await pass(100);
    await Promise.all(rated);
    await client.mailTranscript('ada@example.com');
    expect(asked.slice(-4).map(({ what }) => what)).toEqual([
      'POST /widget/messages',
      'PUT /widget/conversations/c/messages/2/feedback',
      'PUT /widget/conversations/c/rating',
      'POST /widget/conversations/c/transcript',
    ]);
    expect(asked.at(-1)?.body).toEqual({ email: 'ada@example.com' });
  });

  it('for texts is asked again for another language, and only then', async () => {
    const { client, settled, count } = await world();
    client.setLanguage('de');
    client.setLanguage('de');
    await settled();
    expect(count('GET /widget/config/s')).toBe(2);
  });

  it('for hours and texts is asked again when it is old and somebody looks', async () => {
    const { count, pass, hide, show, wake, settled } = await world();
    await pass(290_000);
    expect(count('GET /widget/config/s')).toBe(1);
    await pass(20_000);
    expect(count('GET /widget/config/s')).toBe(2);
    hide();
    await pass(1_000_000);
    expect(count('GET /widget/config/s')).toBe(2);
    show();
    wake();
    await settled();
    expect(count('GET /widget/config/s')).toBe(3);
  });
});
