import type { Actor, Author, EntryPointType, ExportFormat, ExportRows, ExportState } from '@parley/protocol';
import type { Cell } from '../../lib/cell.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ExportedFeedback, ExportedState } from './conversation-at.ts';

/** A conversation as an export writes it: as it was in the export's moment, with the names that belong to its ids. */
export type ExportedConversation = ExportedState & {
  readonly agentName: string;
  /** Null as well once the person is not known any more. */
  readonly assignee: { readonly id: string; readonly name: string; readonly email: string } | null;
  /** By name. */
  readonly tags: readonly string[];
  readonly entryPoint: { readonly type: EntryPointType; readonly id: string; readonly name: string | null } | null;
};

/** A message as an export writes it. */
export type ExportedMessage = {
  readonly id: string;
  readonly ord: number;
  readonly author: Author;
  /** Who of the team wrote it; null for everybody else. */
  readonly operator: string | null;
  readonly content: string;
  readonly createdAt: Date;
  readonly clientMetadata: JsonObject | null;
  readonly sources: readonly JsonObject[];
  readonly feedback: ExportedFeedback | null;
  readonly attachments: readonly JsonObject[];
};

/** Some messages of a conversation, in order; one with many comes in several slices, one after the other. */
export type ExportSlice = {
  readonly conversation: ExportedConversation;
  readonly messages: readonly ExportedMessage[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

/** What shall be in a file. */
export type ExportShape = { readonly format: ExportFormat; readonly rows: ExportRows };

/** A table whose rows are made as they are taken. */
export type ExportTable = {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]>;
};

/** An export that was asked for, as it is kept. */
export type Export = ExportShape & {
  readonly workspaceId: string;
  readonly id: string;
  /** Of an export that was asked for through the API of an agent. */
  readonly agentId: string | null;
  readonly createdBy: Actor;
  /** As it was asked for. */
  readonly filter: JsonObject;
  readonly state: ExportState;
  /** Which attempt writes it, or has written it: the file is kept under this id. */
  readonly claim: string | null;
  readonly rowsWritten: number;
  /** Null until they are counted. */
  readonly rowsTotal: number | null;
  readonly bytes: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  /** When the file is removed. */
  readonly expiresAt: Date | null;
};
