import { ApiError } from '../api-error.ts';
import type { VisitorProblem } from './visitor-client.ts';
import { type Core, change, tell } from './visitor-core.ts';

/** What went wrong, for people and programs: the refusal's code and sentence; `offline` for what is no refusal of the server. */
export const problemOf = (error: unknown): VisitorProblem =>
  error instanceof ApiError
    ? { code: error.code ?? String(error.status), message: error.message }
    : { code: 'offline', message: 'The server could not be reached.' };

/** Takes in, in all tabs, that an entry of the outbox is done, or why it never will be. */
export function settle(core: Core, id: string, problem: VisitorProblem | null): void {
  core.post({ kind: 'settled', id, problem });
  takeSettled(core, id, problem);
}

/** A message stays until it comes back over the stream, if it is in sight; all else is done with. */
export function takeSettled(core: Core, id: string, problem: VisitorProblem | null): void {
  core.shelf.remove(`out.${id}`);
  const { view, thread } = core.model;
  const isShown = view?.entries.some((entry) => entry.kind === 'message' && entry.message.id === id);
  const outbox = core.model.outbox.flatMap((entry) => {
    if (entry.id !== id) return entry;
    const stays = entry.kind === 'message' && entry.thread === thread && problem === null && !isShown;
    return stays ? { ...entry, isSent: true } : [];
  });
  change(core, { outbox });
  const done = core.waiting.get(id);
  core.waiting.delete(id);
  done?.(problem);
  if (problem !== null && done === undefined) tell(core, 'error', problem);
}
