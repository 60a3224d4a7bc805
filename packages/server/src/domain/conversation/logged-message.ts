import type { Actor, Author, HandoffState, MarkerCode } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import type { MessageDelivery } from '../channels/message-delivery.ts';

/** A message or a marker at its place in the log, with all that the team is shown of it. */
export type LoggedMessage = { readonly seq: number; readonly createdAt: Date } & (
  | { readonly marker: MarkerCode }
  | {
      readonly marker: null;
      readonly id: string;
      readonly ord: number;
      readonly author: Author;
      /** The user who wrote it; null for visitors, the agent and keys. */
      readonly authorId: string | null;
      /** Who sent a person's words: a user or a key. */
      readonly by: Actor | null;
      /** The visitor message that it replies to. */
      readonly answers: number | null;
      readonly content: string;
      readonly isWelcome: boolean;
      readonly handoffState: HandoffState | null;
      readonly sources: readonly JsonObject[];
      /** What the agent took its reply for; null for all else. */
      readonly kind: string | null;
      readonly attachments: readonly JsonObject[];
      readonly clientMetadata: JsonObject | null;
      readonly feedback: JsonObject | null;
      readonly verified: boolean | null;
      /** How far it has come on a channel; null where none brings it. */
      readonly delivery: MessageDelivery | null;
      /** When its writer changed it, or took it back. */
      readonly editedAt: Date | null;
      readonly deletedAt: Date | null;
    }
);
