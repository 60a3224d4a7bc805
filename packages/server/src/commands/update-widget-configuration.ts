import { avatarFile } from '../domain/agent/avatar-path.ts';
import { meantChange, type WidgetChange } from '../domain/agent/widget-change.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { SavedSettings } from '../store/agents/save-widget-settings.ts';
import { changeWidget, type WidgetAsItIs } from './change-widget.ts';
import type { Deps } from './deps.ts';
import { removeUpload } from './store-avatar.ts';

export type UpdateWidgetInput = {
  readonly agentId: string;
  readonly patch: WidgetChange;
  readonly origin: Origin;
  /** Looks at what there is under the agent's lock; throws what refuses the change. */
  readonly check?: (now: WidgetAsItIs) => void;
};

/**
 * Changes what is given of the widget and of the settings that it shares; gives all of both. An avatar that was uploaded
 * is removed when an address takes its place. Throws `not_found`.
 */
export async function updateWidgetConfiguration(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'files'>,
  { agentId, patch, origin, check }: UpdateWidgetInput,
): Promise<SavedSettings> {
  const { before, saved } = await changeWidget(deps, {
    agentId,
    origin,
    decide(now) {
      check?.(now);
      return meantChange(now, patch);
    },
  });
  if (saved.widget.avatar !== before.avatar) await removeUpload(deps, agentId, avatarFile(before.avatar));
  return saved;
}
