import type { FlagReason } from '@parley/protocol';
import { linkMail } from './link-mail.ts';

const SUBJECTS: Readonly<Record<FlagReason, string>> = {
  self_harm: 'Somebody speaks of harming themselves',
  legal_threat: 'A visitor threatens legal steps',
  data_leak: 'A visitor gives away private data',
  abuse: 'A visitor is abusive',
  anger: 'A visitor is furious',
  repeated_failure: 'A visitor was not helped again and again',
  person_unmet: 'A visitor asked for a person in vain',
};

type FlagNews = {
  readonly code: FlagReason | null;
  readonly reason: string;
  readonly visitor: string | null;
  readonly title: string | null;
  readonly url: string;
};

/** The mail that tells somebody of the team that a person should look at a conversation at once. */
export function flagMail({ code, reason, visitor, title, url }: FlagNews) {
  const who = visitor === null ? 'A visitor' : visitor;
  return linkMail({
    subject: code === null ? 'A conversation was flagged' : SUBJECTS[code],
    paragraphs: [
      title === null
        ? `The analysis has flagged a conversation of ${who}.`
        : `The analysis has flagged «${title}», a conversation of ${who}.`,
      ...(reason === '' ? [] : [reason]),
    ],
    action: 'Open the conversation',
    url,
    closing: ['You get this mail because your workspace tells you of flagged conversations.'],
  });
}
