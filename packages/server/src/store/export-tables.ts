import type { Actor, ExportFormat, ExportRows, ExportState } from '@parley/protocol';
import type { ColumnType, Generated } from 'kysely';
import type { JsonObject } from '../lib/json.ts';

/** Exports, the conversations that each attempt at one has selected, and what of those was erased. */
export type ExportTables = {
  exports: {
    workspace_id: string;
    id: string;
    agent_id: string | null;
    created_by: ColumnType<Actor, string, never>;
    format: ExportFormat;
    rows: ExportRows;
    /** As it was asked for. */
    filter: ColumnType<JsonObject, string, string>;
    /** As it was understood: `writeDated` of an `ExportSelection`. */
    selection: ColumnType<JsonObject, string, string>;
    state: ExportState;
    /** Which attempt writes it or has written it. */
    claim: string | null;
    claimed_until: Date | null;
    attempts: Generated<number>;
    rows_written: Generated<number>;
    rows_total: number | null;
    bytes: Generated<number>;
    error: string | null;
    created_at: Date;
    ended_at: Date | null;
    expires_at: Date | null;
  };
  export_selections: {
    workspace_id: string;
    /** The attempt. */
    id: string;
    /** Below 0: conversations that may be selected. */
    part: number;
    ids: string[];
    seqs: number[];
    uptos: number[];
    created_at: Date;
  };
  /** Erasures that exports may not have followed yet. */
  erasures_under_way: { workspace_id: string; id: string; conversation_ids: string[]; created_at: Date };
};
