import type { AgentExport, Export as ExportJson } from '@parley/protocol/api';
import type { Export } from '../domain/export/exported.ts';
import { offsetTime, offsetTimeOrNull } from './offset-time.ts';
import { utcTime } from './utc-time.ts';

type Link = { readonly url: string; readonly until: Date } | null;

const common = ({ id, format, rows, state, rowsWritten, rowsTotal, bytes, error }: Export) => ({
  id,
  format,
  rows,
  state,
  rows_written: rowsWritten,
  rows_total: rowsTotal,
  bytes,
  error,
});

/** What is done and past its time has no file, whether or not the hourly job has been there. */
const asOf = (exported: Export, now: Date): Export =>
  exported.state === 'done' && exported.expiresAt && exported.expiresAt <= now
    ? { ...exported, state: 'expired' }
    : exported;

/** An export as the inbox is told of it. */
export const exportJson = (exported: Export, link: Link, now: Date): ExportJson => ({
  object: 'export',
  ...common(asOf(exported, now)),
  filter: exported.filter,
  chatbot_id: exported.agentId,
  created_by: exported.createdBy,
  created_at: offsetTime(exported.createdAt),
  ended_at: offsetTimeOrNull(exported.endedAt),
  expires_at: offsetTimeOrNull(exported.expiresAt),
  download: link && { url: link.url, expires_at: offsetTime(link.until) },
});

/** An export as the Agent API tells of it. */
export const agentExportJson = (exported: Export, link: Link, now: Date): AgentExport => ({
  ...common(asOf(exported, now)),
  created_at: utcTime(exported.createdAt),
  ended_at: exported.endedAt && utcTime(exported.endedAt),
  expires_at: exported.expiresAt && utcTime(exported.expiresAt),
  download_url: link ? link.url : null,
  download_url_expires_at: link && utcTime(link.until),
});
