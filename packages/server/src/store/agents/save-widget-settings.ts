import { AppError } from '@parley/protocol';
import { type AgentSettings, readSettings } from '../../domain/agent/settings.ts';
import type { WidgetChange } from '../../domain/agent/widget-change.ts';
import { readWidgetSettings, type WidgetSettings } from '../../domain/agent/widget-settings.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';

/** All settings, as they are after a change. */
export type SavedSettings = { readonly widget: WidgetSettings; readonly settings: AgentSettings };

/**
 * Puts settings over those that the widget has, and over the agent's own, in one statement, so that two callers who set
 * different things at the same time both succeed. Gives all of both. Throws `not_found`.
 */
export async function saveWidgetSettings(
  query: NamedQuery,
  agentId: string,
  { widget, settings = {} }: WidgetChange,
  at: Date,
): Promise<SavedSettings> {
  const [row] = await query<{ widget: JsonObject; settings: JsonObject }>(
    'widget-settings-save',
    `update agents set widget = widget || $2::jsonb, settings = settings || $3::jsonb, updated_at = $4::timestamptz
     where id = $1::uuid returning widget, settings`,
    [agentId, JSON.stringify(widget), JSON.stringify(settings), at],
  );
  if (!row) throw new AppError('not_found', 'There is no such agent.');
  return { widget: readWidgetSettings(row.widget), settings: readSettings(row.settings) };
}
