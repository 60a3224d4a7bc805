import { textIn } from '../handoff/handoff-settings.ts';
import { keywordIn } from '../handoff/keyword.ts';
import { backAt, outOfHoursText } from '../handoff/out-of-hours-text.ts';
import { fixedReply } from './fixed-replies.ts';
import { mayHandOff } from './may-hand-off.ts';
import type { HandoffWish, TurnContext } from './turn-context.ts';

/** What becomes of a wish to hand over; each says one thing, and only `handed_over` is done. */
export type HandoffReply =
  | { readonly type: 'handed_over'; readonly text: string; readonly wish: HandoffWish }
  /** The visitor is asked first. */
  | { readonly type: 'asked'; readonly text: string }
  /** There is nobody: never, or not at this hour. */
  | { readonly type: 'refused'; readonly text: string }
  /** People have heard the wish already. */
  | { readonly type: 'heard' };

/** Decides what a wish for a person becomes: the text that is said and what is done are one decision. */
export function handOffReply(context: TurnContext, wish: HandoffWish): HandoffReply {
  const { agent } = context;
  const language = context.language ?? agent.language;
  const said = (key: Parameters<typeof fixedReply>[0]) => fixedReply(key, context.language, agent.language);
  // Without people there is nobody to hand over to, whatever the model intends.
  if (!agent.peopleEnabled) return { type: 'refused', text: said('handoff_unavailable') };
  // People have heard the wish already: that they are called again is for the visitor to say.
  if (!mayHandOff(context)) return { type: 'heard' };
  if (!mayBeReason(context, wish)) return { type: 'refused', text: said('handoff_unavailable') };
  if (context.away && !agent.queuesOutOfHours) return { type: 'refused', text: awayReply(context) };
  if (asksFirst(context, wish)) {
    return { type: 'asked', text: textIn(agent.confirmationQuestion, language) ?? said('handoff_question') };
  }
  return { type: 'handed_over', text: textIn(agent.confirmationMessage, language) ?? said('handoff_confirmed'), wish };
}

/** The wish of a visitor who has said one of the agent's keywords since people last had the conversation, if any. */
export function keywordWish({ agent, questions }: TurnContext): HandoffWish | null {
  if (!agent.peopleEnabled) return null;
  const said = questions.filter(({ inEndedHumanStretch }) => !inEndedHumanStretch);
  const isSaid = said.some(({ content }) => keywordIn(agent.handoffKeywords, content) !== null);
  return isSaid ? { reason: 'keyword' } : null;
}

/** Whether the agent may offer a person where it does not know: one who is there, or will answer later. */
export const mayOfferPerson = ({ agent, away }: TurnContext): boolean =>
  agent.peopleEnabled && agent.reasons.includes('missing_knowledge') && (!away || agent.queuesOutOfHours);

const isOwnWish = ({ reason }: HandoffWish): boolean => reason === undefined || reason === 'asks_for_person';

/** A reason that is switched off is none; who said yes to an offer is always heard. */
function mayBeReason({ agent, personOffered }: TurnContext, wish: HandoffWish): boolean {
  if (personOffered) return true;
  const reason = wish.reason ?? 'asks_for_person';
  if (reason === 'keyword' || reason === 'own_guideline') return true;
  // An offer that was never made cannot have been accepted: it is taken for a wish.
  return agent.reasons.includes(reason === 'accepted_offer' ? 'asks_for_person' : reason);
}

function asksFirst({ agent, personOffered }: TurnContext, wish: HandoffWish): boolean {
  if (!agent.confirms || personOffered || wish.reason === 'keyword') return false;
  return agent.confirmsWishes || !(isOwnWish(wish) || wish.reason === 'accepted_offer');
}

function awayReply({ agent, away, language }: TurnContext): string {
  const opening = away?.opening ?? null;
  const own = outOfHoursText(agent, language ?? agent.language, opening);
  if (own !== null) return own;
  const text = fixedReply(opening ? 'out_of_hours_until' : 'out_of_hours', language, agent.language);
  return opening ? backAt(text, opening, language ?? agent.language) : text;
}
