import type { ToolOutcome } from '../domain/turn/turn-tool.ts';
import type { Json } from '../lib/json.ts';
import type { CalledAction } from './call-action.ts';
import type { Deps } from './deps.ts';
import { sameCall } from './key-of-call.ts';
import { ACTION_TIMEOUT_MS } from './send-http-action.ts';

/** So many calls of actions in one turn: a model that goes in circles shall not hammer the company's systems. */
const CALLS_MAX = 10;
/** So long may they take together: slow services shall leave the model the time to say what it could not do. */
const CALLS_MS = 20_000;
/** With less than this left nothing is begun. */
const CALL_MIN_MS = 1_000;

type Call = {
  /** Of what is called. */
  readonly id: string;
  readonly input: Json;
  readonly mayChange: boolean;
};

type Leave = {
  /** Which one among calls of the turn that are the same, from 0. */
  readonly nth: number;
  readonly timeoutMs: number;
  /** What is left of this call's time. */
  readonly leftMs: () => number;
};

/** What all actions of a turn share. */
export type CallLimits = {
  /** Makes a call within the limits, or tells the model why not. */
  run(call: Call, make: (leave: Leave) => Promise<CalledAction>): Promise<ToolOutcome>;
};

/** Counts the calls of one turn, whatever their type, and lets none through whose like has an unknown outcome. */
export function callLimits(clock: Deps['clock']): CallLimits {
  const before: string[] = [];
  // What may have changed something and has not told what: it stays here where the call is cut off, too.
  const unknown = new Set<string>();
  let leftMs = CALLS_MS;
  return {
    async run({ id, input, mayChange }, make) {
      const call = sameCall(id, input);
      if (unknown.has(call)) return refused('What the same call did before is not known: it is not made again.');
      if (before.length >= CALLS_MAX) return refused(`No more than ${CALLS_MAX} calls are made in one turn.`);
      if (leftMs < CALL_MIN_MS) return refused('The calls of this turn have taken too long: no more are made.');
      const nth = before.filter((other) => other === call).length;
      before.push(call);
      if (mayChange) unknown.add(call);
      const begunMs = clock.monotonicMs();
      const timeoutMs = Math.min(leftMs, ACTION_TIMEOUT_MS);
      const called = await make({ nth, timeoutMs, leftMs: () => timeoutMs - (clock.monotonicMs() - begunMs) });
      leftMs -= clock.monotonicMs() - begunMs;
      if (!called.isUnknown) unknown.delete(call);
      return called.told;
    },
  };
}

const refused = (error: string): ToolOutcome => ({ failed: true, content: { error } });
