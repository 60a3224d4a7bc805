import { AppError } from '@parley/protocol';
import type { AnalysisSettings } from '../domain/analysis/rubric.ts';
import { schemaProblem } from '../domain/analysis/rubric-schema.ts';
import type { Origin } from '../domain/people/origin.ts';
import { isSameJson } from '../lib/same-json.ts';
import {
  findAnalysisSettings,
  type StoredAnalysisSettings,
  saveAnalysisSettings,
} from '../store/analysis/analysis-settings.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findMemberMails } from '../store/people/find-member-mails.ts';
import type { Tx } from '../store/schema.ts';
import { lockWorkspace } from '../store/workspaces/workspaces.ts';
import type { Deps } from './deps.ts';

type UpdateInput = {
  readonly change: Partial<AnalysisSettings>;
  readonly origin: Origin;
  /** Looks at what there is under the workspace's lock; throws what refuses the change. */
  readonly check?: (before: StoredAnalysisSettings) => void;
};

/**
 * Changes how a workspace's conversations are analysed, and gives the settings as they are now. Throws `validation_failed`
 * for a schema that cannot be used and for a recipient who is no member.
 */
export async function updateAnalysisSettings(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'schemas'>,
  { change, origin, check }: UpdateInput,
): Promise<StoredAnalysisSettings> {
  const { workspaceId } = origin;
  await checkSchemas(deps, change.rubric ?? []);
  return deps.database.transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const before = await findAnalysisSettings(tx, workspaceId);
    check?.(before);
    const { updatedAt, ...known } = before;
    const next = { ...known, ...change };
    if (isSameJson(known, next)) return before;
    await checkRecipients(tx, workspaceId, change.flagRecipients ?? []);
    const at = deps.clock.now();
    await saveAnalysisSettings(tx, workspaceId, next, at);
    const details = { changed: Object.keys(change), mode: next.mode, dimensions: next.rubric.map(({ key }) => key) };
    const target = { type: 'workspace', id: workspaceId };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'analysis_settings.update', target, details });
    return { ...next, updatedAt: at };
  });
}

async function checkSchemas({ schemas }: Pick<Deps, 'schemas'>, rubric: AnalysisSettings['rubric']): Promise<void> {
  for (const [at, { schema }] of rubric.entries()) {
    const problem = schemaProblem(schema) ?? (await schemas.problemOf(schema));
    if (problem) throw refusal(`dimensions.${at}.schema`, problem);
  }
}

async function checkRecipients(tx: Tx, workspaceId: string, recipients: readonly string[]): Promise<void> {
  const known = await findMemberMails(tx, workspaceId, recipients);
  if (known.length < new Set(recipients).size) throw refusal('flag_recipients', 'must be members of the workspace');
}

const refusal = (path: string, message: string): AppError =>
  new AppError('validation_failed', `${path}: ${message}.`, { fields: [{ path, message }] });
