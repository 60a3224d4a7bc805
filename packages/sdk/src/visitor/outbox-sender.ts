import { ApiError } from '../api-error.ts';
import { type Bell, createBell, endingWith, type Pause, pauseAfter } from './bell.ts';
import { FORGET, nextEntry, type OutboxCall, type OutboxEntry, type OutboxMessage } from './outbox-entry.ts';
import { restoreIds } from './restore.ts';
import { problemOf, settle } from './settle.ts';
import type { Turns } from './take-turns.ts';
import { learnTold, takeBack } from './told-metadata.ts';
import {
  type Core,
  changeLine,
  complain,
  conversationOf,
  keep,
  mayAct,
  notVouchedFor,
  type PageMetadata,
  putEntry,
  tellAll,
} from './visitor-core.ts';
import { type VisitorRequest, verdictOf } from './visitor-requests.ts';
import type { Sessions } from './visitor-session.ts';

export type Sender = {
  /** Sends what is in the outbox, one after the other, until `signal` ends it. */
  run(signal: AbortSignal): Promise<void>;
  ring(): void;
  /** Tries again at once. A request that has been under way for long may never be answered: it is sent again. */
  wake(): void;
  /** Leaves the request under way. */
  restart(): void;
};

const LONG_MS = 5_000;
/** So many failures in a row of a server that answers are nobody's business. */
const PATIENCE = 1;

type SenderInput = {
  readonly core: Core;
  readonly sessions: Sessions;
  readonly turns: Turns;
  readonly began: (conversationId: string) => void;
  /** The server has forgotten the visitor. */
  readonly forgotten: () => void;
};

/** The one sender of all tabs: order holds because nothing is sent before the answer to what was before it. */
export function createSender(input: SenderInput): Sender {
  const { core } = input;
  const bell: Bell = createBell(core.timers);
  let attempt: AbortController | null = null;
  let resting: AbortController | null = null;
  let triedAt = 0;
  const isUrgent = (): boolean => core.model.outbox.some(isForgetting);
  const leave = (): void => {
    attempt?.abort();
    bell.ring();
  };
  return {
    ring() {
      if (isUrgent()) resting?.abort();
      bell.ring();
    },
    restart() {
      // What the server has asked of one visitor does not hold for the next.
      resting?.abort();
      leave();
    },
    wake() {
      if (core.timers.now() - triedAt > LONG_MS) leave();
      else bell.ring();
    },
    async run(signal) {
      let failures = 0;
      while (!signal.aborted) {
        const entry = sendable(input);
        if (entry === null) {
          await bell.wait(signal);
          continue;
        }
        attempt = endingWith(signal);
        triedAt = core.timers.now();
        const pause = await deliver(input, entry, { signal: attempt.signal, failures });
        const isCut = attempt.signal.aborted;
        attempt.abort();
        attempt = null;
        failures = pause === null || isCut ? 0 : failures + 1;
        if (pause === null || isCut || isUrgent()) continue;
        resting = endingWith(signal);
        await bell.rest(resting.signal, pause);
        resting.abort();
        resting = null;
      }
    },
  };
}

function sendable({ core, sessions }: SenderInput): OutboxEntry | null {
  if (!mayAct(core.model)) return null;
  const entry = nextEntry(core.model.outbox, (thread) => conversationOf(core.model, thread));
  if (entry === null || !sessions.isHeld()) return entry;
  // Who was known and is no longer has been told of already.
  if (!core.model.session?.visitor.is_verified) complain(core, problemOf(notVouchedFor()));
  return null;
}

type Attempt = { readonly signal: AbortSignal; readonly failures: number };

/** Tries once. Gives how long to wait before the next attempt, or null to go on at once. */
async function deliver(input: SenderInput, entry: OutboxEntry, { signal, failures }: Attempt): Promise<Pause | null> {
  const { core } = input;
  const { era } = core.model;
  changeLine(core, { sendingId: entry.id });
  try {
    if (entry.kind === 'message') await sendMessage(input, entry, signal);
    else await sendCall(input, entry, signal);
    if (era !== core.model.era) return null;
    settle(core, entry.id, null);
    if (core.model.problem !== null) changeLine(core, { problem: null });
    if (isForgetting(entry)) input.forgotten();
    return null;
  } catch (error) {
    const isOver = era !== core.model.era || core.model.outbox.every(({ id }) => id !== entry.id);
    return isOver || signal.aborted ? null : handle(core, entry, { error, failures });
  } finally {
    if (core.model.sendingId === entry.id) changeLine(core, { sendingId: null });
  }
}

type Failure = { readonly error: unknown; readonly failures: number };

function handle(core: Core, entry: OutboxEntry, { error, failures }: Failure): Pause | null {
  const problem = problemOf(error);
  // A server that is asked to slow down, or that answers at all, is not out of reach.
  if (!(error instanceof ApiError)) changeLine(core, { connection: 'offline' });
  // Whoever wants to be forgotten sees at once that it did not work, and may ask again.
  if (isForgetting(entry)) {
    settle(core, entry.id, problem);
    return null;
  }
  switch (verdictOf(error)) {
    case 'again':
    case 'session':
      // Asked to slow down it is soon done; a server that fails again and again is a matter for people.
      if (error instanceof ApiError && error.status >= 500 && failures >= PATIENCE) complain(core, problem);
      return pauseAfter(failures, core.pace, error);
    case 'identity':
      complain(core, problem);
      return { ms: 30_000, isAsked: false };
    case 'gone':
      // What was to be said is not lost with the conversation: it begins the next one.
      keep(core, { ids: { ...core.model.ids, [entry.thread]: '' } });
      if (entry.kind === 'call') settle(core, entry.id, problem);
      return null;
    case 'refused':
      if (entry.kind === 'call') {
        if (entry.call === 'set-visitor-metadata') takeBack(core, entry.thread, metadataOf(entry));
        settle(core, entry.id, problem);
        return null;
      }
      // It is said of the message itself, and is no state of the conversation.
      putEntry(core, { ...entry, refused: problem });
      tellAll(core, problem);
      return null;
  }
}

const isForgetting = (entry: OutboxEntry): boolean => entry.kind === 'call' && entry.call === FORGET;

async function sendMessage(input: SenderInput, entry: OutboxMessage, signal: AbortSignal): Promise<void> {
  const { core, turns } = input;
  if (conversationOf(core.model, entry.thread) !== null) return say(input, entry, signal);
  return turns('begin', () => {
    // Another tab may have begun it meanwhile, and could not say so.
    const kept = restoreIds(core.shelf);
    if (kept[entry.thread]) keep(core, { ids: { ...core.model.ids, ...kept } });
    return say(input, entry, signal);
  });
}

async function say({ core, sessions, began }: SenderInput, entry: OutboxMessage, signal: AbortSignal): Promise<void> {
  const { era } = core.model;
  const conversationId = conversationOf(core.model, entry.thread);
  const { name, email, phone, label } = core.model.details;
  const receipt = await sessions.call('send-visitor-message', {
    signal,
    body: {
      id: entry.id,
      text: entry.text,
      files: entry.files.map(({ id }) => id),
      client_metadata: entry.clientMetadata,
      wants_person: entry.wantsPerson,
      ...(conversationId === null
        ? { start: entry.start, visitor: { name, email, phone, label } }
        : { conversation_id: conversationId }),
    },
  });
  if (era !== core.model.era || conversationId === receipt.conversation_id) return;
  if (!receipt.is_replay) began(receipt.conversation_id);
  if (receipt.problem) tellAll(core, receipt.problem);
  else if (entry.start.metadata) learnTold(core, entry.thread, entry.start.metadata);
  keep(core, { ids: idsWith(core, entry.thread, receipt.conversation_id) });
}

/** Threads that nothing belongs to any more are forgotten. */
function idsWith({ model }: Core, thread: string, conversationId: string): Readonly<Record<string, string>> {
  const needed = new Set([model.thread, ...model.outbox.map((entry) => entry.thread)]);
  return Object.fromEntries([...Object.entries(model.ids).filter(([id]) => needed.has(id)), [thread, conversationId]]);
}

async function sendCall({ core, sessions }: SenderInput, entry: OutboxCall, signal: AbortSignal): Promise<void> {
  const { call, thread, ord, body } = entry;
  const params = { id: conversationOf(core.model, thread) ?? '', ...(ord === null ? {} : { ord }) };
  // Each was made with the body of its call.
  const request: object = { signal, params, ...(body === null ? {} : { body }) };
  await sessions.call(call, request as VisitorRequest<typeof call>);
  if (call === 'set-visitor-metadata') learnTold(core, thread, metadataOf(entry));
}

/** Only `setMetadata` makes such calls. */
const metadataOf = ({ body }: OutboxCall): PageMetadata => (body as { metadata: PageMetadata }).metadata;
