import { HIDDEN_SOURCES, type Source } from '@parley/protocol';
import type { LiveEvent } from '@parley/protocol/api';
import { liveEvent } from '../../../presenters/live-event.ts';
import { writePosition } from '../../../realtime/position.ts';
import type { JoinedEvent } from '../../../store/events/join-events.ts';
import { frame } from '../../open-stream.ts';
import { writtenOnce } from '../../written-once.ts';

/** Events of a workspace, each with its place in the log as its id. */
export const workspaceFrames = writtenOnce((event) => {
  const shown = isShown(event) ? liveEvent(event) : null;
  return shown ? frame('event', shown, writePosition(event.position)) : '';
});

/** Events of one conversation, by `seq`. */
export const conversationFrames = writtenOnce((event) => {
  const shown = liveEvent(event);
  return shown ? frame('event', shown, event.seq) : '';
});

/** Events as a page tells them. */
export const workspaceItems = (events: readonly JoinedEvent[]): LiveEvent[] =>
  events.filter(isShown).flatMap((event) => liveEvent(event) ?? []);

const HIDDEN: readonly Source[] = HIDDEN_SOURCES;

/** Trials are in no list. */
const isShown = ({ source }: JoinedEvent): boolean => source !== null && !HIDDEN.includes(source);
