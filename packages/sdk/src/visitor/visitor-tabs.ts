import { endingWith } from './bell.ts';
import type { Hearing } from './hear-news.ts';
import { withEntry } from './outbox-entry.ts';
import type { VisitorLock, VisitorTabs } from './ports.ts';
import { restoreOutbox } from './restore.ts';
import { type Core, change, dropEntry, isVoid, type TabNews, takeKept, tell } from './visitor-core.ts';

export type Tabs = {
  /** Takes part until `signal` ends it: one tab leads, the others hear from it. */
  join(signal: AbortSignal): void;
  /** Asks how things stand, after this tab may have slept; a leader that does not answer is replaced. */
  wake(): void;
};

type TabsInput = {
  readonly core: Core;
  readonly hearing: Hearing;
  /** Null where this tab is by itself: it leads then. */
  readonly tabs: VisitorTabs | null;
  readonly lock: VisitorLock;
  readonly name: string;
  /** Sends and follows until `signal` ends it. */
  readonly lead: (signal: AbortSignal) => Promise<void>;
  /** Another tab says that it is awake, so this one is asked to be, too. */
  readonly wakeLeader: () => void;
  readonly settled: (id: string, problem: Extract<TabNews, { kind: 'settled' }>['problem']) => void;
  /** Another tab has forgotten all that is older than this id. */
  readonly cleared: (at: string) => void;
};

/** The tabs of one browser: they share one stream and one outbox. */
export function createTabs(input: TabsInput): Tabs {
  const { core, tabs, name } = input;
  const office = createOffice(input);
  let stopAsking = (): void => {};
  const ask = (): void => {
    if (office.isHeld() || tabs === null) return;
    core.post({ kind: 'hello' });
    stopAsking();
    stopAsking = core.timers.after(core.pace.leaderMs, () => {
      if (!office.isHeld() && core.page.isVisible()) office.seek(true);
    });
  };
  const hear = (news: TabNews): void => {
    const isOfLeader = OF_LEADER.includes(news.kind);
    if (isOfLeader) stopAsking();
    if (office.isHeld() && news.kind === 'hello') {
      answerHello(core);
      input.wakeLeader();
    }
    // Who leads knows from the server itself what another leader may still say.
    if (!office.isHeld() || !isOfLeader || news.kind === 'settled') takeNews(input, news);
  };
  return {
    wake: ask,
    join(signal) {
      office.open(signal);
      if (tabs === null) return;
      // Only tabs of this version post under this name.
      const channel = tabs.open(name, (news) => hear(news as TabNews));
      core.post = (news) => channel.post(news);
      const leave = (): void => {
        stopAsking();
        core.post = () => {};
        channel.close();
      };
      signal.addEventListener('abort', leave, { once: true });
      ask();
    },
  };
}

const OF_LEADER: readonly TabNews['kind'][] = ['now', 'line', 'event', 'signal', 'settled'];

/** Who leads: one tab at a time, for as long as it lives, or until another takes it from one that sleeps. */
function createOffice({ core, tabs, lock, name, lead }: TabsInput) {
  let isHeld = false;
  let end: AbortSignal | null = null;
  let wish: AbortController | null = null;
  const leadUntil = async (signal: AbortSignal): Promise<void> => {
    if (signal.aborted) return;
    isHeld = true;
    adoptKept(core);
    await lead(signal);
  };
  /** Again and again: what was taken away is asked for anew. */
  const queue = async (signal: AbortSignal, steals: boolean): Promise<void> => {
    for (let stealing = steals; tabs && !signal.aborted; stealing = false) {
      const term = endingWith(signal);
      const task = (): Promise<void> => leadUntil(term.signal);
      await lock(name, task, stealing ? { steals: true } : { signal }).catch(() => undefined);
      isHeld = false;
      term.abort();
    }
  };
  const seek = (steals: boolean): void => {
    if (end === null || end.aborted) return;
    wish?.abort();
    wish = endingWith(end);
    void queue(wish.signal, steals);
  };
  return {
    isHeld: () => isHeld,
    seek,
    open(signal: AbortSignal): void {
      end = signal;
      if (tabs === null) void leadUntil(signal);
      else seek(false);
    },
  };
}

/** Takes over what tabs have left to be sent; what was kept and is not there any more has been settled. */
function adoptKept(core: Core): void {
  const sent = core.model.outbox.filter((entry) => entry.kind === 'message' && entry.isSent);
  change(core, { outbox: sent.reduce(withEntry, restoreOutbox(core.shelf)) });
  core.ring();
}

function answerHello(core: Core): void {
  const { view, draft, typing, outbox, connection, problem, sendingId } = core.model;
  core.post({ kind: 'now', now: { view, draft, typing, outbox }, line: { connection, problem, sendingId } });
}

function takeNews({ core, hearing, settled, cleared }: TabsInput, news: TabNews): void {
  const { view } = core.model;
  switch (news.kind) {
    case 'kept':
      takeKept(core, news.kept);
      return;
    case 'event':
      if (view?.id === news.id) hearing.event(news.event, news.isOld);
      return;
    case 'signal':
      if (view?.id === news.id) hearing.signal(news.signal);
      return;
    case 'entry':
      if (isVoid(core, news.entry)) {
        core.shelf.remove(`out.${news.entry.id}`);
        return;
      }
      // What the storage had no room for is safe only where it is remembered.
      if (!news.isKept) core.shelf.write(`out.${news.entry.id}`, news.entry);
      change(core, { outbox: withEntry(core.model.outbox, news.entry) });
      core.ring();
      return;
    case 'settled':
      settled(news.id, news.problem);
      return;
    case 'dropped':
      dropEntry(core, news.id);
      return;
    case 'problem':
      tell(core, 'error', news.problem);
      return;
    case 'line': {
      const isNew = news.line.problem !== null && news.line.problem.code !== core.model.problem?.code;
      change(core, news.line);
      if (isNew && news.line.problem) tell(core, 'error', news.line.problem);
      return;
    }
    case 'now': {
      const isSame = news.now.view?.id === view?.id && (news.now.view?.seq ?? 0) >= (view?.seq ?? 0);
      const outbox = news.now.outbox.reduce(withEntry, core.model.outbox);
      change(core, { ...news.line, ...(isSame ? news.now : {}), outbox });
      hearing.expectReply();
      return;
    }
    case 'cleared':
      cleared(news.at);
      return;
    case 'hello':
      return;
  }
}
