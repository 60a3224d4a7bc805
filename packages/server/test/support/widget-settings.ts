import type { WidgetSettings } from '../../src/domain/agent/widget-settings.ts';
import { saveWidgetSettings } from '../../src/store/agents/save-widget-settings.ts';
import type { TestApp } from './app.ts';

/** Sets settings of the first agent's widget. */
export async function setWidget({ database, first }: TestApp, widget: Partial<WidgetSettings>): Promise<void> {
  await saveWidgetSettings(database.named, first.chatbot_id, { widget }, new Date());
}
