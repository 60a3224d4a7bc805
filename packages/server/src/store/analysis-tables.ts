import type { ColumnType, Generated } from 'kysely';
import type { AnalysisRunState } from '../domain/analysis/analysis-run.ts';
import type { AnalysisSettings, RubricDimension } from '../domain/analysis/rubric.ts';

/** Tables of the analysis of conversations. */
export type AnalysisTables = {
  /** Workspaces without a row have the settings of domain/analysis/rubric.ts. */
  analysis_settings: {
    workspace_id: string;
    mode: AnalysisSettings['mode'];
    rubric: ColumnType<RubricDimension[], string, string>;
    flag_recipients: string[];
    updated_at: Date;
  };
  /** Conversations that wait to be analysed. */
  analysis_queue: {
    workspace_id: string;
    conversation_id: string;
    due_at: Date;
    /** The run over history that it belongs to. */
    run_id: string | null;
    attempts: Generated<number>;
    claimed_until: Date | null;
  };
  analysis_runs: {
    workspace_id: string;
    id: string;
    agent_id: string | null;
    since: Date | null;
    until: Date | null;
    state: AnalysisRunState;
    total: number;
    done: Generated<number>;
    failed: Generated<number>;
    created_by: string | null;
    created_at: Date;
    ended_at: Date | null;
  };
};
