import type { VisitorEvent, VisitorSignal } from '@parley/protocol/api';
import { ApiError } from '../api-error.ts';
import { createBell, endingWith, type Pause, pauseAfter } from './bell.ts';
import type { Hearing } from './hear-news.ts';
import { type ConnectionEnd, readConnection } from './read-connection.ts';
import { problemOf } from './settle.ts';
import { type Core, changeLine, complain, currentConversation, keep, mayAct } from './visitor-core.ts';
import { verdictOf } from './visitor-requests.ts';
import type { Sessions } from './visitor-session.ts';

export type Stream = {
  /** Follows the conversation that is shown, whichever it is, until `signal` ends it. */
  run(signal: AbortSignal): Promise<void>;
  ring(): void;
  /** Leaves the connection, and reads on from where it was over another. */
  restart(): void;
  /** Connects at once, unless something has come so lately that the connection must be sound. */
  wake(): void;
};

/** The server says something every 15 seconds: who has heard nothing for longer has slept, or lost the connection. */
const STALE_MS = 20_000;

type StreamInput = {
  readonly core: Core;
  readonly sessions: Sessions;
  readonly hearing: Hearing;
  /** Keeps what is shown, soon. */
  readonly save: () => void;
  /** Whether all of this conversation is news, because it was begun here. */
  readonly isNew: (conversationId: string) => boolean;
};

/** What is remembered from one connection to the next. */
type Course = {
  /** Leaves the connection. */
  signal: AbortSignal;
  heardAt: number;
  /** Attempts in a row that have brought nothing. */
  failures: number;
  /** Connections in a row over which nothing has come at all. */
  silences: number;
  /** How long the server asks to wait before another connection. */
  firstWaitMs: number;
};

/** The one stream of all tabs. */
export function createStream(input: StreamInput): Stream {
  const { core } = input;
  const { timers, pace } = core;
  const bell = createBell(timers);
  let connection = new AbortController();
  const { signal } = connection;
  const course: Course = { signal, heardAt: 0, failures: 0, silences: 0, firstWaitMs: pace.firstWaitMs };
  const restart = (): void => {
    connection.abort();
    bell.ring();
  };
  /** Asks for news again and again for a while: longer each time, as a proxy that holds a stream back will not change soon. */
  const poll = async (id: string): Promise<void> => {
    course.silences = Math.min(course.silences + 1, 4);
    const until = timers.now() + pace.pollForMs * 2 ** (course.silences - 1);
    while (timers.now() < until && !course.signal.aborted) {
      await readPages(input, id, { signal: course.signal, isOld: false });
      course.heardAt = timers.now();
      course.failures = 0;
      tellLive(core);
      await bell.wait(course.signal, pace.pollMs * (core.page.isVisible() ? 1 : 5));
    }
  };
  return {
    ring: bell.ring,
    restart,
    wake() {
      const isStale = timers.now() - course.heardAt > STALE_MS;
      if (isStale || core.model.connection === 'offline') restart();
    },
    async run(signal) {
      while (!signal.aborted) {
        const id = followable(input);
        if (id === null) {
          if (core.model.connection !== 'offline') changeLine(core, { connection: 'idle' });
          await bell.wait(signal);
          continue;
        }
        connection = endingWith(signal);
        course.signal = connection.signal;
        course.heardAt = timers.now();
        const pause = await attempt({ ...input, course, poll }, id);
        if (pause !== null && !connection.signal.aborted) await bell.rest(signal, pause);
        connection.abort();
      }
    },
  };
}

function followable({ core, sessions }: StreamInput): string | null {
  const id = currentConversation(core.model);
  return mayAct(core.model) && !sessions.isHeld() && core.model.view?.id === id ? id : null;
}

type Attempt = StreamInput & { readonly course: Course; readonly poll: (id: string) => Promise<void> };

/** Follows over one connection. Gives how long to wait before the next, or null to go on at once. */
async function attempt(input: Attempt, id: string): Promise<Pause | null> {
  const { core, course } = input;
  const { signal } = course;
  course.failures += 1;
  try {
    if (core.model.view?.seq === 0 && !input.isNew(id)) await catchUp(input, id, signal);
    const end = await follow(input, id);
    if (end === 'mute') await input.poll(id);
    if (signal.aborted || end === 'mute') return null;
  } catch (error) {
    if (signal.aborted) return null;
    return refused(input, id, error);
  }
  if (core.model.connection === 'live') changeLine(core, { connection: 'connecting' });
  return pauseAfter(course.failures - 1, { ...core.pace, firstWaitMs: course.firstWaitMs }, null);
}

function follow({ course, ...input }: Attempt, id: string): Promise<ConnectionEnd> {
  const { core, sessions } = input;
  const { timers, pace } = core;
  // While news is asked for instead, another attempt at a stream is no loss of the connection.
  const isLost = course.silences === 0 && core.model.connection !== 'offline';
  if (isLost) changeLine(core, { connection: 'connecting' });
  return readConnection({
    timers,
    pace,
    signal: course.signal,
    open: (signal) =>
      sessions.use((token) =>
        core.requests.open('follow-visitor-conversation', {
          token,
          params: { id },
          query: { after: String(core.model.view?.seq ?? 0) },
          accept: 'text/event-stream',
          signal,
        }),
      ),
    onBytes() {
      course.heardAt = timers.now();
      course.silences = 0;
      tellLive(core);
    },
    onEvent({ event, data, retry }) {
      course.failures = 1;
      course.firstWaitMs = retry ?? course.firstWaitMs;
      if (event === 'event') hear(input, id, { event: JSON.parse(data), isOld: false });
      if (event === 'signal') hearSignal(input, id, JSON.parse(data));
    },
  });
}

function tellLive(core: Core): void {
  changeLine(core, { connection: 'live', ...(core.model.problem?.code === 'offline' ? { problem: null } : {}) });
}

type Pages = { readonly signal: AbortSignal; readonly isOld: boolean };

/** Reads what there is after the last event that is shown. */
async function readPages(input: StreamInput, id: string, { signal, isOld }: Pages): Promise<void> {
  let after = input.core.model.view?.seq ?? 0;
  for (let hasMore = true; hasMore && !signal.aborted; ) {
    const page = await input.sessions.call('follow-visitor-conversation', {
      params: { id },
      query: { after: String(after) },
      signal,
    });
    for (const event of page.items) hear(input, id, { event, isOld });
    after = page.next_after;
    hasMore = page.has_more;
  }
}

/** What was said before this browser knew of the conversation is shown, but it is no news. */
async function catchUp(input: StreamInput, id: string, signal: AbortSignal): Promise<void> {
  await readPages(input, id, { signal, isOld: true });
  const { view, seen } = input.core.model;
  const isNoted = seen?.conversationId === id && seen.seq <= (view?.seq ?? 0);
  if (view?.id === id && !isNoted) keep(input.core, { seen: { conversationId: id, seq: view.seq } });
}

type Heard = { readonly event: VisitorEvent; readonly isOld: boolean };

function hear({ core, hearing, save }: StreamInput, id: string, { event, isOld }: Heard): void {
  if (core.model.view?.id !== id || !hearing.event(event, isOld)) return;
  core.post({ kind: 'event', id, event, isOld });
  save();
}

function hearSignal({ core, hearing }: StreamInput, id: string, signal: VisitorSignal): void {
  if (core.model.view?.id !== id) return;
  hearing.signal(signal);
  core.post({ kind: 'signal', id, signal });
}

/** Does what follows from a refusal, and gives how long to wait after it. */
function refused({ core, course }: Attempt, id: string, error: unknown): Pause {
  const verdict = verdictOf(error);
  if (!(error instanceof ApiError)) changeLine(core, { connection: 'offline' });
  if (verdict === 'gone' && currentConversation(core.model) === id) {
    keep(core, { ids: { ...core.model.ids, [core.model.thread]: '' } });
  }
  if (verdict === 'refused' || verdict === 'identity') complain(core, problemOf(error));
  return pauseAfter(course.failures - 1, core.pace, error);
}
