import type { LiveSignal } from '@parley/protocol/api';
import type { Deps } from './deps.ts';

/** Tells a signal to everybody who follows its conversation or its workspace, on any node. */
export function tellSignal({ bus }: Pick<Deps, 'bus'>, workspaceId: string, told: LiveSignal): void {
  bus.publish(`conversation:${told.conversation_id}`, told);
  bus.publish(`workspace:${workspaceId}`, told);
}
