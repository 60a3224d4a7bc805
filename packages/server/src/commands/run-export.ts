import { AppError } from '@parley/protocol';
import {
  EXPORT_ATTEMPTS_MAX,
  EXPORT_KEPT_MS,
  EXPORT_LEASE_MS,
  EXPORT_RENEW_MS,
} from '../domain/export/export-rules.ts';
import {
  type ClaimEnd,
  type ClaimedExport,
  claimExport,
  type ExportProgress,
  endClaim,
  renewClaim,
} from '../store/exports/claim-exports.ts';
import { removeSelections } from '../store/exports/selection.ts';
import type { Deps } from './deps.ts';
import { writeExport } from './write-export.ts';

type RunDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'files' | 'spreadsheet' | 'log'>;

/**
 * Writes the export that has waited longest; false when none does. One whose writer died, or whose `stopping` fires, is
 * begun again from the start: what an attempt has selected and written counts only once it is whole. One that was stopped
 * was no attempt: servers may be started anew as often as they like.
 */
export async function runExport(deps: RunDeps, stopping: AbortSignal): Promise<boolean> {
  const { database, clock, ids } = deps;
  const now = clock.now();
  const claimed = await claimExport(database.named, { claim: ids.uuid(), now, until: leaseFrom(now) });
  if (!claimed) return false;
  const progress = { rowsWritten: 0, rowsTotal: null, bytes: 0 };
  const end = claimed.attempts > EXPORT_ATTEMPTS_MAX ? tooOften(now) : await attempt(deps, claimed, progress, stopping);
  const isOurs = end !== null && (await endClaim(database.named, claimed.claim, progress, end));
  if (isOurs && end.state === 'done') return true;
  await deps.files.remove([claimed.claim]);
  await removeSelections(database.named, [{ workspaceId: claimed.workspaceId, id: claimed.claim }]);
  return true;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** How it ended; null when it was called off, or another has taken it. */
async function attempt(
  deps: RunDeps,
  claimed: ClaimedExport,
  progress: Mutable<ExportProgress>,
  stopping: AbortSignal,
): Promise<ClaimEnd | null> {
  const lease = keepClaim(deps, claimed.claim, progress);
  const isOver = () => stopping.aborted || lease.isLost();
  try {
    const isWhole = await writeFile(deps, claimed, progress, isOver);
    if (lease.isLost()) return null;
    const at = deps.clock.now();
    return isWhole ? { state: 'done', at, expiresAt: new Date(at.getTime() + EXPORT_KEPT_MS) } : STOPPED;
  } catch (error) {
    // Whatever it was, it came of what is being shut.
    return stopping.aborted ? STOPPED : failed(deps, claimed, error);
  } finally {
    lease.end();
  }
}

const STOPPED: ClaimEnd = { state: 'waiting', isAttempt: false };

/** False when it was stopped before its end. */
async function writeFile(
  deps: RunDeps,
  { claim, workspaceId, format, rows, selection }: ClaimedExport,
  progress: Mutable<ExportProgress>,
  isOver: () => boolean,
): Promise<boolean> {
  const file = await deps.files.begin(claim);
  try {
    const job = { workspaceId, id: claim, shape: { format, rows }, selection };
    const bytes = writeExport(deps, job, ({ written, total }) => {
      progress.rowsWritten = written;
      progress.rowsTotal = total;
    });
    for await (const piece of bytes) {
      if (isOver()) break;
      await file.append(piece);
      progress.bytes += piece.length;
    }
    if (isOver()) {
      await file.discard();
      return false;
    }
    await file.end();
    return true;
  } catch (error) {
    await file.discard();
    throw error;
  }
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + EXPORT_LEASE_MS);

/** Says every now and then that the claim goes on, and how far it is. */
function keepClaim({ database, clock, log }: RunDeps, claim: string, progress: ExportProgress) {
  let isLost = false;
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;
  const renew = async (): Promise<void> => {
    try {
      isLost ||= !(await renewClaim(database.named, claim, progress, leaseFrom(clock.now())));
    } catch (error) {
      log.warn({ err: error }, 'the progress of an export could not be saved');
    }
    schedule();
  };
  const schedule = (): void => {
    if (!isEnded && !isLost) timer = setTimeout(renew, EXPORT_RENEW_MS);
  };
  schedule();
  return {
    isLost: () => isLost,
    end() {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}

const tooOften = (at: Date): ClaimEnd => ({
  state: 'failed',
  at,
  error: `It was begun ${EXPORT_ATTEMPTS_MAX} times and never came to its end.`,
});

/** What will not get better by itself is told; the rest is tried again, until it was tried too often. */
function failed({ clock, log }: RunDeps, { id, attempts }: ClaimedExport, error: unknown): ClaimEnd {
  log.error({ err: error, export: id, attempts }, 'an export could not be written');
  const isFinal = error instanceof AppError && error.code !== 'unavailable' && error.code !== 'internal';
  if (!isFinal && attempts < EXPORT_ATTEMPTS_MAX) return { state: 'waiting', isAttempt: true };
  const reason = isFinal ? error.message : 'The server could not write it; its log says why.';
  return { state: 'failed', at: clock.now(), error: reason };
}
