import { AppError } from '@parley/protocol';
import { memoryOf } from '../domain/actions/filter-answer.ts';
import type { HttpRequest } from '../domain/actions/http-request.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import type { Agent } from '../store/agents/find-access.ts';
import type { ChangeMetadataDeps } from './change-metadata.ts';
import type { Deps } from './deps.ts';
import { setConversationMetadata } from './set-conversation-metadata.ts';

export type RememberInput = {
  readonly agent: Agent;
  readonly conversationId: string;
  readonly rows: HttpRequest['save_to_memory'];
  readonly body: Json;
};

export type Remembered = {
  /** Keys that were set. */
  readonly saved: readonly string[];
  /** What was not kept, in sentences that hold no value. */
  readonly notSaved: readonly string[];
};

/**
 * Keeps what an answer says as metadata of the conversation, vouched for: it comes from the company's own system. What the
 * agent's schema refuses is not kept, and does not keep the rest from being so.
 */
export async function rememberAnswer(
  deps: ChangeMetadataDeps & Pick<Deps, 'jsonPaths'>,
  { rows, body, ...place }: RememberInput,
): Promise<Remembered> {
  const { values, notFound } = memoryOf(body, rows, deps.jsonPaths.query);
  const keys = Object.keys(values);
  const refusal = keys.length === 0 ? null : await refusalOf(deps, place, values);
  if (refusal === null) return { saved: keys, notSaved: notFound };
  // One of them is at fault: the others may well fit.
  const saved: string[] = [];
  const notSaved = [...notFound];
  for (const [key, value] of Object.entries(values)) {
    const problem = keys.length === 1 ? refusal : await refusalOf(deps, place, { [key]: value });
    if (problem === null) saved.push(key);
    else notSaved.push(`${key}: ${problem}`);
  }
  return { saved, notSaved };
}

type Place = Pick<RememberInput, 'agent' | 'conversationId'>;

/** Null when it is kept. */
async function refusalOf(deps: ChangeMetadataDeps, place: Place, metadata: JsonObject): Promise<string | null> {
  try {
    await setConversationMetadata(deps, { ...place, mode: 'merge', metadata });
    return null;
  } catch (error) {
    if (error instanceof AppError && ['validation_failed', 'conflict', 'not_found'].includes(error.code)) {
      return error.message;
    }
    throw error;
  }
}
