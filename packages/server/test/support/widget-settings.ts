import type { AgentSettings } from '../../src/domain/agent/settings.ts';
import type { WidgetSettings } from '../../src/domain/agent/widget-settings.ts';
import { saveWidgetSettings } from '../../src/store/agents/save-widget-settings.ts';
import type { TestApp } from './app.ts';

/** Sets settings of the first agent's widget, and of the agent itself. */
export async function setWidget(
  { database, first }: TestApp,
  widget: Partial<WidgetSettings>,
  settings: Partial<AgentSettings> = {},
): Promise<void> {
  await saveWidgetSettings(database.named, first.chatbot_id, { widget, settings }, new Date());
}
