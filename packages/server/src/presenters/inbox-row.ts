import { SOURCES_WITHOUT_INBOX_CONTROL, type Source } from '@parley/protocol';
import type { InboxHit, InboxRow } from '@parley/protocol/api';
import { statusOf } from '../domain/conversation/conversation.ts';
import type { InboxListRow } from '../domain/inbox/inbox-row.ts';
import { shortIdOf } from '../domain/visitor/erasure.ts';
import { offsetTime } from './offset-time.ts';
import { plainText } from './plain-text.ts';
import { unifiedAnalysis } from './unified-analysis.ts';

const PREVIEW_MAX = 200;
const WITHOUT_CONTROL: readonly Source[] = SOURCES_WITHOUT_INBOX_CONTROL;

/** A row of the inbox's list; with where a search was found, if it was one. */
export function inboxRow(row: InboxListRow, hits?: readonly InboxHit[]): InboxRow {
  return {
    object: 'inbox_row',
    id: row.id,
    chatbot_id: row.agentId,
    seq: row.seq,
    title: row.title,
    contact_name: row.visitorName,
    contact_email: row.visitorEmail,
    contact_label: row.visitorLabel,
    visitor_short_id: shortIdOf(row),
    preview: previewOf(row),
    last_message_author: row.lastMessageAuthor,
    last_message_at: offsetTime(row.lastMessageAt),
    created_at: offsetTime(row.createdAt),
    unread: row.unread,
    status: statusOf(row),
    driver: row.driver,
    progress: row.progress,
    priority: row.priority,
    assigned_to: row.assignedTo,
    tag_ids: row.tagIds,
    source: row.source,
    supports_inbox_control: !WITHOUT_CONTROL.includes(row.source),
    language: row.language,
    sentiment_score: row.sentimentScore,
    analysis: unifiedAnalysis(row.analysis),
    metadata: { ...row.metadata },
    ...(hits ? { hits: [...hits] } : {}),
  };
}

/** What visitors write is no Markdown: it is shown as they wrote it. */
function previewOf({ lastMessageContent: content, lastMessageAuthor: author }: InboxListRow): string {
  const text = author === 'visitor' ? content.replaceAll(/\s+/g, ' ').trim() : plainText(content);
  const cut = text.slice(0, PREVIEW_MAX);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
