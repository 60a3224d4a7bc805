import type { ConversationStart } from '@parley/protocol/api';
import { ApiError } from '../api-error.ts';
import {
  checkClientMetadata,
  checkContext,
  checkDetails,
  checkIdentity,
  checkLanguage,
  checkMessage,
  checkMetadata,
} from './check-claims.ts';
import { FORGET, type OutboxCall } from './outbox-entry.ts';
import { problemOf } from './settle.ts';
import { isTold } from './told-metadata.ts';
import type { VisitorClient } from './visitor-client.ts';
import {
  agree,
  type Core,
  conversationOf,
  currentConversation,
  dropEntry,
  keep,
  mayAct,
  noConversation,
  notVouchedFor,
  type PageClaims,
  putEntry,
  tell,
} from './visitor-core.ts';
import type { Sessions } from './visitor-session.ts';

type CommandsInput = { readonly core: Core; readonly sessions: Sessions; readonly clear: () => void };
type Commands = Pick<
  VisitorClient,
  | 'setMetadata'
  | 'setVisitor'
  | 'setClientMetadata'
  | 'setContext'
  | 'setLanguage'
  | 'identify'
  | 'consent'
  | 'send'
  | 'retry'
  | 'discard'
  | 'requestPerson'
  | 'rateMessage'
  | 'rateConversation'
  | 'openConversation'
  | 'newConversation'
  | 'reset'
  | 'forget'
>;

/** What goes through the outbox, or changes what all tabs share. */
export const visitorCommands = (input: CommandsInput): Commands => ({
  ...visitorFacts(input.core),
  ...messageCommands(input.core),
  ...identityCommands(input),
  newConversation() {
    const thread = input.core.newId();
    keep(input.core, { thread });
  },
  openConversation(id) {
    const { core } = input;
    if (currentConversation(core.model) === id) return;
    // Who opens it has seen it, as far as it has come.
    const seen = { conversationId: id, seq: Number.MAX_SAFE_INTEGER };
    keep(core, { seen, thread: id, ids: { ...core.model.ids, [id]: id } });
  },
});

type MessageCommands = 'send' | 'setClientMetadata' | 'setContext' | 'setLanguage' | 'requestPerson';

function messageCommands(core: Core): Pick<Commands, MessageCommands> {
  const { page, entry = null } = core.options;
  const startNow = (): ConversationStart => ({
    url: page?.url ?? null,
    referrer: page?.referrer ?? null,
    language: core.language,
    metadata: core.model.metadata,
    context: core.said.context,
    entry,
  });
  const say = (part: Partial<PageClaims>): void => {
    core.said = { ...core.said, ...part };
  };
  return {
    setClientMetadata: (values) => say({ clientMetadata: checkClientMetadata(values) }),
    setContext: (context) => say({ context: checkContext(context) }),
    setLanguage(given) {
      const language = checkLanguage(given);
      if (core.language === language) return;
      core.language = language;
      core.reload();
    },
    send(message) {
      const { text, files = [], wantsPerson = false } = checkMessage(message);
      const id = core.newId();
      const { thread } = core.model;
      const { clientMetadata, asksForPerson } = core.said;
      const createdAt = new Date(core.timers.now()).toISOString();
      const asks = wantsPerson || asksForPerson;
      const said = { id, thread, text, files, createdAt, wantsPerson: asks, clientMetadata, start: startNow() };
      // What all tabs show from now on, also where nothing was said before.
      keep(core, { thread });
      putEntry(core, { kind: 'message', refused: null, isSent: false, ...said });
      say({ asksForPerson: false });
      return id;
    },
    async requestPerson() {
      if (hasBegun(core)) await queueCall(core, { call: 'ask-for-person', body: null });
      else say({ asksForPerson: true });
    },
  };
}

function identityCommands({
  core,
  sessions,
  clear,
}: CommandsInput): Pick<Commands, 'identify' | 'consent' | 'reset' | 'forget'> {
  core.ready = () => {
    const { identity, ...rest } = core.said;
    if (identity === undefined || !mayAct(core.model)) return;
    core.said = rest;
    sessions.identify(identity).catch((error) => tell(core, 'error', problemOf(error)));
  };
  return {
    async identify(given) {
      const identity = checkIdentity(given);
      const { identity: _, ...rest } = core.said;
      // Nothing is sent without consent: it waits, and the last word counts.
      core.said = mayAct(core.model) ? rest : { ...rest, identity };
      if (mayAct(core.model)) await sessions.identify(identity);
    },
    consent() {
      agree(core);
      core.ready();
    },
    async reset() {
      clear();
    },
    async forget() {
      const { session, sendingId } = core.model;
      if (session === null && sendingId === null) return clear();
      if (sessions.isHeld()) throw notVouchedFor();
      await putCall(core, { call: FORGET, body: null });
    },
  };
}

type Facts = Pick<Commands, 'setMetadata' | 'setVisitor' | 'retry' | 'discard' | 'rateMessage' | 'rateConversation'>;

function visitorFacts(core: Core): Facts {
  return {
    async setMetadata(metadata) {
      const news = checkMetadata(metadata);
      const merged = Object.entries({ ...core.model.metadata, ...news }).filter(([, value]) => value !== null);
      keep(core, { metadata: Object.fromEntries(merged) });
      if (hasBegun(core) && !isTold(core, news))
        await queueCall(core, { call: 'set-visitor-metadata', body: { metadata: news } });
    },
    async setVisitor(given) {
      const details = checkDetails(given);
      const hasNews = !isSame({ ...core.model.details, ...details }, core.model.details);
      keep(core, { details: { ...core.model.details, ...details } });
      if (hasNews && hasBegun(core)) await queueCall(core, { call: 'update-visitor', body: details });
    },
    retry(messageId) {
      const entry = core.model.outbox.find(({ id }) => id === messageId);
      if (entry?.refused) putEntry(core, { ...entry, refused: null });
    },
    discard(messageId) {
      const entry = core.model.outbox.find(({ id }) => id === messageId);
      if (!entry?.refused) return;
      core.post({ kind: 'dropped', id: messageId });
      dropEntry(core, messageId);
    },
    rateMessage: (ord, feedback) => queueCall(core, { call: 'rate-message', ord, body: { feedback } }),
    rateConversation: (rating) => queueCall(core, { call: 'rate-conversation', body: { rating } }),
  };
}

/** Whether a message has begun the conversation that is shown, or waits to begin it. */
function hasBegun({ model }: Core): boolean {
  const { thread, outbox } = model;
  const isPending = outbox.some((entry) => entry.thread === thread && entry.kind === 'message' && !entry.refused);
  return conversationOf(model, thread) !== null || isPending;
}

type NewCall = Pick<OutboxCall, 'call' | 'body'> & { readonly ord?: number };

/** Resolves when the server has it, and rejects with ApiError when it refuses it. */
function queueCall(core: Core, input: NewCall): Promise<void> {
  return hasBegun(core) ? putCall(core, input) : Promise.reject(noConversation());
}

function putCall(core: Core, { call, body, ord }: NewCall): Promise<void> {
  const id = core.newId();
  const done = new Promise<void>((resolve, reject) => {
    core.waiting.set(id, (problem) => (problem ? reject(new ApiError(0, problem.code, problem.message)) : resolve()));
  });
  putEntry(core, { kind: 'call', id, thread: core.model.thread, refused: null, call, ord: ord ?? null, body });
  return done;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
