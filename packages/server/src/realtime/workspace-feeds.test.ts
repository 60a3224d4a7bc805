import { expect, it } from 'vitest';
import type { JoinedEvent, LogCursor } from '../store/events/join-events.ts';
import { createWorkspaceFeeds } from './workspace-feeds.ts';

const at = (xid: number, id: number): LogCursor => ({ xid: String(xid), id });

function anEvent(position: LogCursor, workspaceId = 'w'): JoinedEvent {
  return {
    position,
    workspaceId,
    conversationId: 'c',
    agentId: 'a',
    seq: position.id,
    event: { type: 'conversation.read', data: { by: { type: 'system' } } },
    createdAt: new Date(0),
    source: 'api',
    message: null,
    note: null,
    operator: null,
    sourceUrls: {},
  };
}

function aFollower(workspaceId = 'w') {
  const told: number[] = [];
  const read: LogCursor[] = [];
  let gaveUp = false;
  const follower = {
    workspaceId,
    isClosed: () => false,
    drained: () => Promise.resolve(),
    giveUp: () => {
      gaveUp = true;
    },
    take(events: readonly JoinedEvent[], position: LogCursor) {
      told.push(...events.map(({ seq }) => seq));
      read.push(position);
    },
  };
  return { follower, told, read, hasGivenUp: () => gaveUp };
}

const [one, two, three, four] = [at(10, 2), at(10, 3), at(11, 1), at(12, 5)];

it('gives what is new to all of a workspace, and to nobody else', () => {
  const feeds = createWorkspaceFeeds();
  const [mine, theirs] = [aFollower('w'), aFollower('v')];
  const leave = feeds.add(mine.follower, false);
  feeds.add(theirs.follower, false);
  feeds.take([anEvent(one), anEvent(two, 'v')], two);
  expect([mine.told, theirs.told, mine.read, theirs.read]).toEqual([[2], [3], [two], [two]]);
  leave();
  expect([feeds.has('w'), feeds.has('v')]).toEqual([false, true]);
});

it('holds what comes while a follower catches up, and gives what it has not read by itself', () => {
  const feeds = createWorkspaceFeeds();
  const { follower, told, read } = aFollower();
  feeds.add(follower, true);
  feeds.take([anEvent(one), anEvent(two)], two);
  feeds.take([anEvent(three)], three);
  expect(told).toEqual([]);
  feeds.release(follower, two);
  expect(told).toEqual([1]);
  feeds.take([anEvent(four)], four);
  expect([told, read.at(-1)]).toEqual([[1, 5], four]);
});

it('tells a follower that has read further than this node nothing twice', () => {
  const feeds = createWorkspaceFeeds();
  const { follower, told, read } = aFollower();
  feeds.add(follower, true);
  feeds.take([anEvent(one)], one);
  feeds.release(follower, three);
  feeds.take([anEvent(two)], two);
  expect([told, read.at(-1)]).toEqual([[], three]);
  feeds.take([anEvent(three), anEvent(four)], four);
  expect([told, read.at(-1)]).toEqual([[5], four]);
});

it('gives up a follower that would be held for too much', () => {
  const feeds = createWorkspaceFeeds();
  const { follower, hasGivenUp } = aFollower();
  feeds.add(follower, true);
  for (let count = 0; count < 3; count += 1) feeds.take(Array(900).fill(anEvent(one)), one);
  expect(hasGivenUp()).toBe(true);
});
