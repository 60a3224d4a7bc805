import { linkMail } from './link-mail.ts';

export type HandoffNews = {
  readonly agent: string;
  /** That of the routing profile that fits; null for none. */
  readonly topic: string | null;
  readonly url: string;
};

/** The mail that tells an operator that a visitor waits for a person. Nothing of what was said stands in it. */
export function handoffMail({ agent, topic, url }: HandoffNews) {
  const about = topic === null ? '' : ` It is about: ${topic}.`;
  return linkMail({
    subject: topic === null ? `A visitor of ${agent} waits for a person` : `${topic}: a visitor of ${agent} waits`,
    paragraphs: [`A conversation with «${agent}» was handed over to the team.${about}`],
    action: 'Open the conversation',
    url,
    closing: ['You get this mail because the hand-off settings of the agent name you.'],
  });
}
