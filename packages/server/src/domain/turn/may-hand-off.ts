import type { TurnContext } from './turn-context.ts';

/**
 * Whether a turn may bring in a person: there are people, and the visitor has written since they last had the
 * conversation. A wish that they have heard is no reason to call them again.
 */
export function mayHandOff({ agent, questions }: Pick<TurnContext, 'agent' | 'questions'>): boolean {
  return agent.peopleEnabled && questions.some(({ inEndedHumanStretch }) => !inEndedHumanStretch);
}
