import { browserPage, browserStorage, browserTabs, browserTimers } from './browser-ports.ts';
import { checkLanguage } from './check-claims.ts';
import { createHearing } from './hear-news.ts';
import { lockOf } from './lock-of.ts';
import { withEntry } from './outbox-entry.ts';
import { createSender } from './outbox-sender.ts';
import { keepView, removeKept, restoreKept, restoreOutbox, restoreView } from './restore.ts';
import { takeSettled } from './settle.ts';
import { createShelf } from './shelf.ts';
import { createTurns } from './take-turns.ts';
import { createTimeOrderedIds } from './time-ordered-id.ts';
import type { VisitorClient, VisitorClientOptions, VisitorPace } from './visitor-client.ts';
import { visitorCommands } from './visitor-commands.ts';
import { keepConfig } from './visitor-config.ts';
import {
  type Core,
  change,
  changeLine,
  currentConversation,
  EMPTY,
  forgotten,
  isVoid,
  type Model,
  mayAct,
  NOTHING_SAID,
} from './visitor-core.ts';
import { visitorQuestions } from './visitor-questions.ts';
import { createVisitorRequests } from './visitor-requests.ts';
import { createSessions } from './visitor-session.ts';
import { stateOf } from './visitor-state.ts';
import { createStream } from './visitor-stream.ts';
import { createTabs } from './visitor-tabs.ts';
import { watchSleep } from './watch-sleep.ts';

const PACE: VisitorPace = {
  firstWaitMs: 500,
  longestWaitMs: 30_000,
  timeoutMs: 30_000,
  silenceMs: 35_000,
  firstByteMs: 8_000,
  pollMs: 3_000,
  pollForMs: 60_000,
  lateMs: 60_000,
  typingMs: 10_000,
  leaderMs: 4_000,
  identityMs: 10_000,
  configMs: 300_000,
};

/**
 * The visitor's side of an agent's conversations, without a view. What is said is kept until the server has it, and is sent
 * once and in order, over reloads, sleep and lost connections; all tabs of a browser show the same over one stream.
 */
export function createVisitorClient(options: VisitorClientOptions): VisitorClient {
  const core = createCore(options);
  const parts = wire(core);
  const { sessions } = parts;
  let ending: AbortController | null = null;
  return {
    get state() {
      return core.state;
    },
    subscribe(listener) {
      core.listeners.add(listener);
      return () => void core.listeners.delete(listener);
    },
    on(event, listener) {
      const hearers = core.hearers.get(event) ?? new Set();
      core.hearers.set(event, hearers.add(listener));
      return () => void hearers.delete(listener);
    },
    async start() {
      if (ending) return;
      ending = new AbortController();
      restore(core);
      parts.join(ending.signal);
      await keepConfig(core, ending.signal);
    },
    stop() {
      if (!ending) return;
      parts.saveNow();
      ending.abort();
      ending = null;
    },
    ...visitorCommands({ core, sessions, clear: parts.clearAll }),
    ...visitorQuestions({ core, sessions }),
  };
}

/** Puts the parts of a client together: what is heard, who speaks, what is sent, and how tabs share it. */
function wire(core: Core) {
  const { options } = core;
  const given = options.tabs === undefined ? browserTabs() : options.tabs;
  // Tabs that cannot read each other's outbox cannot send for each other.
  const tabs = core.shelf.isShared ? given : null;
  const shared = { tabs, lock: lockOf(core, tabs?.lock), name: nameOf(options) };
  const begun = new Set<string>();
  const { save, saveNow } = createSaving(core);
  const clear = (at: string): void => {
    if (at <= core.clearedAt) return;
    forgetAll(core, at);
    saveNow();
    sender.restart();
    stream.restart();
  };
  const clearAll = (): void => {
    // Only here: other tabs may be late, and what is kept by then is of the next visitor.
    core.shelf.clear();
    const at = core.newId();
    clear(at);
    core.post({ kind: 'cleared', at });
  };
  const turns = createTurns({ core, ...shared });
  const hearing = createHearing(core);
  const sessions = createSessions({ core, turns, clear: clearAll });
  const sender = createSender({ core, sessions, turns, began: (id) => begun.add(id), forgotten: clearAll });
  const stream = createStream({ core, sessions, hearing, save, isNew: (id) => begun.has(id) });
  const wakeLeader = (): void => {
    sender.wake();
    stream.wake();
  };
  const lead = async (signal: AbortSignal): Promise<void> => {
    await Promise.all([sender.run(signal), stream.run(signal)]);
  };
  const group = createTabs({
    core,
    hearing,
    ...shared,
    wakeLeader,
    lead,
    cleared: clear,
    settled: (id, problem) => takeSettled(core, id, problem),
  });
  core.ring = () => {
    sender.ring();
    stream.ring();
  };
  core.restart = () => {
    sender.ring();
    stream.restart();
  };
  const join = (signal: AbortSignal): void => {
    hearing.expectReply();
    group.join(signal);
    const wake = (): void => {
      wakeLeader();
      group.wake();
    };
    const lost = (): void => {
      if (core.model.connection !== 'idle') changeLine(core, { connection: 'offline' });
    };
    const ends = [watchSleep(core, wake), core.page.onHide(saveNow), hearing.stop, core.page.onLost?.(lost)];
    signal.addEventListener('abort', () => ends.forEach((end) => void end?.()), { once: true });
  };
  return { sessions, saveNow, clearAll, join };
}

/** Keeps what is shown a moment after it has changed, and at once when the page may end. */
function createSaving(core: Core) {
  let stop = (): void => {};
  const saveNow = (): void => {
    stop();
    keepView(core.shelf, core.model.view);
  };
  const save = (): void => {
    stop();
    stop = core.timers.after(300, saveNow);
  };
  return { save, saveNow };
}

function forgetAll(core: Core, at: string): void {
  removeKept(core.shelf, core.model);
  core.clearedAt = at;
  core.said = NOTHING_SAID;
  const { config, connection, outbox, era } = core.model;
  const isOver = ({ id }: { readonly id: string }): boolean => id < at;
  for (const { id } of outbox.filter(isOver)) core.shelf.remove(`out.${id}`);
  const waiting = [...core.waiting].filter(([id]) => isOver({ id }));
  change(core, { ...EMPTY, config, connection, era: era + 1 });
  // Who comes next has agreed to nothing yet.
  if (!mayAct(core.model)) core.shelf.hold();
  change(core, { outbox: outbox.filter((entry) => !isVoid(core, entry)) });
  for (const [id, done] of waiting) {
    core.waiting.delete(id);
    done({ code: 'forgotten', message: forgotten().message });
  }
}

/** Under this name all is kept and shared; it begins with the version of what tabs tell each other. */
const nameOf = ({ baseUrl, scenarioId }: VisitorClientOptions): string =>
  `parley1 ${baseUrl.replace(/\/+$/, '')} ${scenarioId} `;

function createCore(options: VisitorClientOptions): Core {
  const timers = options.timers ?? browserTimers;
  const pace = { ...PACE, ...options.pace };
  const makeId = createTimeOrderedIds(timers.now);
  const shelf = createShelf({
    storage: options.storage === undefined ? browserStorage() : options.storage,
    prefix: nameOf(options),
    spare: 'view',
  });
  const ownFetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const model: Model = { ...EMPTY, config: options.config ?? null, era: 0 };
  const core: Core = {
    options,
    pace,
    shelf,
    timers,
    page: options.surroundings ?? browserPage,
    requests: createVisitorRequests({ baseUrl: options.baseUrl, fetch: ownFetch, timeoutMs: pace.timeoutMs }),
    // After everything that is waiting, also where the clock has gone back since it was written.
    newId: () => makeId(core.model.outbox.at(-1)?.id),
    show: stateOf,
    model,
    state: stateOf(model),
    language: options.language === undefined ? null : checkLanguage(options.language),
    said: NOTHING_SAID,
    clearedAt: '',
    post: () => {},
    ring: () => {},
    restart: () => {},
    loading: Promise.resolve(),
    ready: () => {},
    reload: () => {},
    listeners: new Set(),
    hearers: new Map(),
    waiting: new Map(),
  };
  return core;
}

/** What was said to this client before it was started stays, and comes after what was kept. */
function restore(core: Core): void {
  const kept = restoreKept(core.shelf, core.model.thread);
  const { details, metadata, outbox, thread } = core.model;
  const waiting = outbox.map((entry) => (entry.thread === thread ? { ...entry, thread: kept.thread } : entry));
  const model = {
    ...core.model,
    ...kept,
    details: { ...kept.details, ...details },
    metadata: { ...kept.metadata, ...metadata },
    outbox: waiting.reduce(withEntry, restoreOutbox(core.shelf)),
  };
  change(core, { ...model, view: currentConversation(model) === null ? null : restoreView(core.shelf, model) });
}
