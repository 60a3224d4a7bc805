import { type Actor, type ConversationStatus, DRIVERS, type Driver, PROGRESSES, type Progress } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { aConversation, aPendingTurn, BEGUN, LATER } from '../../../test/support/a-conversation.ts';
import type { Conversation, Decision } from './conversation.ts';
import { handBack, reopenWithAgent } from './hand-back.ts';
import { replyAsPerson } from './reply-as-person.ts';
import { reopenWithMe, requestPerson, takeOver } from './take-over.ts';
import { updateByPerson } from './update-by-person.ts';

/**
 * The table of commands, written out from the design and not from the code: who drives, how far it has come, whose it is
 * then, and the marker; `=` leaves what was. `joined*` stands only where no person had it before. `–` does nothing.
 */
const TABLE = `
command           | ai open                   | queue open                | human open               | resolved                    | closed                      | archived
set open          | human open = joined       | 400 reply                 | –                        | human open = joined*        | human open = joined*        | human open = joined*
set requested     | queue open = requested    | –                         | queue open none requested| queue open = requested      | queue open = requested      | queue open = requested
set resolved      | = resolved = resolved     | = resolved = resolved     | = resolved = resolved    | –                           | = resolved = resolved       | = resolved = resolved
set closed        | = closed = closed         | = closed = closed         | = closed = closed        | = closed = closed           | –                           | = closed = closed*
set archived      | = archived = none         | = archived = none         | = archived = none        | = archived = none           | = archived = none           | –
set bot           | 400 cannot be set         | 400 cannot be set         | 400 cannot be set        | 400 cannot be set           | 400 cannot be set           | 400 cannot be set
reply by api      | 400 agent_requested or open | human open = joined     | = = = none               | 400 to open                 | 400 to open                 | 400 to open
reply in inbox    | human open mine joined    | human open mine joined    | = = = none               | human open mine joined*     | human open mine joined*     | human open mine joined*
take over         | human open mine joined    | human open mine joined    | = = mine none            | human open mine joined*     | human open mine joined*     | human open mine joined*
hand back         | –                         | ai open none back         | ai open none back        | 400 reopen it first         | 400 reopen it first         | 400 reopen it first
reopen with me    | –                         | –                         | –                        | human open mine joined*     | human open mine joined*     | human open mine joined*
reopen with agent | –                         | –                         | –                        | ai open none none           | ai open none none           | ai open none none
request person    | queue open = requested    | –                         | –                        | queue open = requested      | queue open = requested      | queue open = requested
assign me         | = = mine none             | = = mine none             | = = mine none            | = = mine none               | = = mine none               | = = mine none
assign nobody     | = = none none             | = = none none             | = = none none            | = = none none               | = = none none               | = = none none
`;

const ME = 'me';
const BY: Actor = { type: 'operator', id: ME };
const TURN = { id: 'turn', node: 'node-1', origin: 'queue' } as const;
const WORKING = { state: 'active' } as const;
const set = (status: ConversationStatus) => (state: Conversation) => updateByPerson(state, { status }, BY, LATER);
const reply = (mode: 'api' | 'inbox') => (state: Conversation) =>
  replyAsPerson(state, { id: 'reply', content: 'Hello, this is Ann.', attachments: [], mode }, BY, LATER);

const COMMANDS: Record<string, (state: Conversation) => Decision | null> = {
  'set open': set('open'),
  'set requested': set('agent_requested'),
  'set resolved': set('resolved'),
  'set closed': set('closed'),
  'set archived': set('archived'),
  'set bot': set('bot_active'),
  'reply by api': reply('api'),
  'reply in inbox': reply('inbox'),
  'take over': (state) => takeOver(state, BY, LATER),
  'hand back': (state) => handBack(state, WORKING, TURN, BY, LATER),
  'reopen with me': (state) => reopenWithMe(state, BY, LATER),
  'reopen with agent': (state) => reopenWithAgent(state, WORKING, BY, LATER),
  'request person': (state) => requestPerson(state, BY, LATER),
  'assign me': (state) => updateByPerson(state, { assignedTo: ME }, BY, LATER),
  'assign nobody': (state) => updateByPerson(state, { assignedTo: null }, BY, LATER),
};

const MARKERS: Record<string, string | null> = {
  none: null,
  joined: 'operator_joined',
  requested: 'handoff_requested',
  resolved: 'resolved',
  closed: 'closed',
  back: 'handed_back',
};
const OWNERS = { mine: ME, none: null } as const;

type Case = {
  command: string;
  driver: Driver;
  progress: Progress;
  owner: 'mine' | 'other' | 'none';
  cell: string;
};

const cases: Case[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .flatMap((line) => {
    const [command = '', ...cells] = line.split('|').map((cell) => cell.trim());
    return DRIVERS.flatMap((driver) =>
      PROGRESSES.flatMap((progress) =>
        (['mine', 'other', 'none'] as const).map((owner) => {
          const column = progress === 'open' ? DRIVERS.indexOf(driver) : 2 + PROGRESSES.indexOf(progress);
          return { command, driver, progress, owner, cell: cells[column] ?? '' };
        }),
      ),
    );
  });

/** With the stamps that such a state has, and two turns under way where there can be. */
function stateOf({ driver, progress, owner }: Omit<Case, 'command' | 'cell'>, closedAt = BEGUN): Conversation {
  const turns = driver === 'ai' && progress === 'open' ? [aPendingTurn(5), aPendingTurn(6)] : [];
  return aConversation({
    driver,
    progress,
    turns,
    assignedTo: { mine: ME, other: 'another', none: null }[owner],
    resolvedAt: progress === 'open' ? null : BEGUN,
    closedAt: progress === 'closed' || progress === 'archived' ? closedAt : null,
    silentSince: driver === 'ai' || progress !== 'open' ? null : BEGUN,
  });
}

it('has every pair of state and command', () => {
  expect(cases).toHaveLength(15 * 12 * 3);
  expect(new Set(cases.map(({ command }) => command))).toEqual(new Set(Object.keys(COMMANDS)));
});

describe.each(cases)('$command in $driver, $progress, owner $owner: $cell', ({ command, cell, ...of }) => {
  const state = Object.freeze(stateOf(of));
  const run = () => COMMANDS[command]?.(state);

  if (cell.startsWith('400')) {
    it('is refused, saying what is legal', () => {
      const says = expect.stringMatching(new RegExp(`${cell.slice(4)}.* can be set to .*archived`));
      expect(run).toThrow(expect.objectContaining({ code: 'bad_request', message: says }));
    });
    return;
  }
  const expected = expectedOf(cell, state);
  const told = command.startsWith('reply') ? ['message.sent'] : [];
  it('leads where the design says, or nowhere', () => {
    const decision = run() ?? null;
    if (!expected || (expected.isSame && told.length === 0)) {
      expect(decision).toBeNull();
      return;
    }
    const { driver, progress, assignedTo, moves } = expected;
    expect(decision?.next).toMatchObject({ driver, progress, assignedTo, epoch: state.epoch + (moves ? 1 : 0) });
    expect(decision?.next).toMatchObject(expected.stamps);
    expect(decision?.next.turns.map(({ id }) => id)).toEqual(moves ? [] : state.turns.map(({ id }) => id));
    expect(decision?.events.map((event) => (event.type === 'marker.added' ? event.data.code : event.type))).toEqual([
      ...(expected.marker ? [expected.marker] : []),
      ...(expected.isSame ? [] : ['conversation.updated']),
      ...(moves ? state.turns.map(() => 'turn.ended') : []),
      ...told,
    ]);
    expect(decision?.next.seq).toBe(state.seq + (decision?.events.length ?? 0));
    const updated = decision?.events.find(({ type }) => type === 'conversation.updated');
    if (updated) expect(updated.data).toEqual({ ...expected.changes, by: BY });
  });
});

/** A cell in full, for one state; null for a command that does nothing. */
function expectedOf(cell: string, state: Conversation) {
  if (cell === '–') return null;
  const [to = '', far = '', whose = '', marked = ''] = cell.split(/\s+/);
  const driver = to === '=' ? state.driver : to;
  const progress = far === '=' ? state.progress : far;
  const assignedTo = whose === '=' ? state.assignedTo : OWNERS[whose as keyof typeof OWNERS];
  const moves = driver !== state.driver || progress !== state.progress;
  const hadIt = marked === 'joined*' ? state.driver === 'human' : marked === 'closed*' && state.closedAt !== null;
  const change = (name: string, from: unknown, value: unknown) =>
    from === value ? {} : { [name]: { from, to: value } };
  const changes = {
    ...change('driver', state.driver, driver),
    ...change('progress', state.progress, progress),
    ...change('assignedTo', state.assignedTo, assignedTo),
  };
  const marker = hadIt ? null : (MARKERS[marked.replace('*', '')] ?? null);
  const isSame = Object.keys(changes).length === 0;
  return { driver, progress, assignedTo, moves, marker, changes, isSame, stamps: stampsOf(state, progress) };
}

/** `resolved` and `closed` set their stamp, `resolved` clears `closed_at`, `archived` sets none, what is open has none. */
function stampsOf({ progress: from, resolvedAt, closedAt }: Conversation, to: string) {
  if (from === to) return { resolvedAt, closedAt };
  if (to === 'resolved') return { resolvedAt: LATER, closedAt: null };
  if (to === 'closed') return { resolvedAt, closedAt: closedAt ?? LATER };
  if (to === 'archived') return { resolvedAt, closedAt };
  return { resolvedAt: null, closedAt: null };
}

describe('what was archived while it was open', () => {
  it('is closed with stamp and marker: nobody has been told yet', () => {
    const archived = aConversation({ progress: 'archived' });
    const closed = set('closed')(archived);
    expect(closed?.next).toMatchObject({ resolvedAt: null, closedAt: LATER });
    expect(closed?.events[0]).toEqual({ type: 'marker.added', data: { code: 'closed' } });
  });
});

describe('a key of the Workspace API', () => {
  const key: Actor = { type: 'api_key', id: 'key' };
  const owned = (driver: Driver) => aConversation({ driver, assignedTo: 'another' });

  it('owns nothing: whose it is stays, and the message has no author', () => {
    const said = { id: 'reply', content: 'Hello', attachments: [], mode: 'api' } as const;
    const decision = replyAsPerson(owned('queue'), said, key, LATER);
    expect(decision.next.assignedTo).toBe('another');
    expect(decision.messages).toMatchObject([{ author: 'human_operator', authorId: null, handoffState: 'active' }]);
    expect(decision.events.at(-1)).toEqual({ type: 'message.sent', data: { ord: 4, by: key } });
  });

  it('takes over for nobody in particular, once', () => {
    const taken = takeOver(owned('ai'), key, LATER);
    expect(taken?.next).toMatchObject({ driver: 'human', assignedTo: 'another' });
    expect(taken && takeOver(taken.next, key, LATER)).toBeNull();
  });
});

describe('a channel without a place for people', () => {
  it.each(['mcp', 'preview'] as const)('%s refuses whatever would bring them', (source) => {
    const state = aConversation({ source });
    const names = ['set open', 'set requested', 'reply in inbox', 'take over', 'request person'];
    for (const name of names) {
      expect(() => COMMANDS[name]?.(state), name).toThrow(expect.objectContaining({ code: 'conflict' }));
    }
    const ended = { ...state, progress: 'resolved' } as const;
    expect(() => COMMANDS['reopen with me']?.(ended)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(COMMANDS['set resolved']?.(state)?.next.progress).toBe('resolved');
    expect(COMMANDS['reopen with agent']?.(ended)?.next.driver).toBe('ai');
  });
});
