import type { FirstKey } from '../texts/en.ts';
import type { Ui } from './ui.ts';

/** Why nothing can be written just now: a key of the words, or null where it can. */
export function reasonNotToWrite({ config, state }: Pick<Ui, 'config' | 'state'>): FirstKey | null {
  const progress = state.conversation?.progress;
  if (progress === 'closed' || progress === 'archived') return 'ended';
  const isKnown = state.visitor?.is_verified === true;
  if (state.problem?.code === 'identity_required' || (config.identity === 'required' && !isKnown))
    return 'identityNeeded';
  return config.agent.is_available ? null : 'unavailable';
}
