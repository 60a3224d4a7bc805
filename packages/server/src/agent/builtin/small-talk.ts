import { fixedReply } from '../../domain/turn/fixed-replies.ts';
import type { Draft, Evidence, TurnContext } from '../../domain/turn/turn-context.ts';
import type { Intent } from './intent.ts';
import { escapeMarkdown, oneLine } from './markdown.ts';
import { type SmallTalkReplies, smallTalkReplies } from './small-talk-replies.ts';

/** Answers a message that says nothing but a phrase: courtesies as small talk, questions about the agent from its settings. */
export function answerSmallTalk(context: TurnContext, { intent, language }: Intent): Draft {
  const { agent } = context;
  const say = (key: keyof SmallTalkReplies): string =>
    fill(smallTalkReplies(language, agent.language)[key], context, language);
  const name: Evidence = { type: 'setting', name: agent.name.trim() === '' ? 'language' : 'name' };
  switch (intent) {
    case 'greeting':
      return courtesy(ownGreeting(context, language) ?? say('greeting'));
    case 'thanks':
    case 'goodbye':
    case 'howAreYou':
      return courtesy(say(intent));
    case 'yes':
    case 'no':
      return courtesy(fixedReply('offer_declined', language, agent.language));
    case 'whoAreYou':
      return { kind: 'answer', text: say('identity'), evidence: [name] };
    case 'areYouBot':
      return { kind: 'answer', text: say('bot'), evidence: [name] };
    case 'abilities':
      return { kind: 'answer', text: say('abilities'), evidence: [name] };
    case 'languages':
      return { kind: 'answer', text: say('languages'), evidence: [{ type: 'setting', name: 'language' }] };
    case 'lastQuestion':
      return earlierQuestion(context, say('lastQuestion'));
    case 'person':
      return { kind: 'handoff', text: fixedReply('handoff_confirmed', language, agent.language), evidence: [] };
  }
}

function courtesy(text: string): Draft {
  return { kind: 'smalltalk', text, evidence: [] };
}

/** The agent's greeting in its own words, unless the visitor writes another language or has already read it. */
function ownGreeting({ agent, history }: TurnContext, language: string): string | null {
  const text = oneLine(agent.greeting.replace(/<[^>]*>/g, ' '));
  const isKnown = history.some(({ isWelcome, author }) => isWelcome || author !== 'visitor');
  return text === '' || isKnown || language !== agent.language ? null : escapeMarkdown(text);
}

function earlierQuestion({ history }: TurnContext, template: string): Draft {
  const last = history.findLast(({ author }) => author === 'visitor');
  if (last === undefined) return { kind: 'unknown', text: '', evidence: [] };
  const text = template.replace('{text}', () => escapeMarkdown(oneLine(last.content)));
  return { kind: 'answer', text, evidence: [{ type: 'message', ord: last.ord }] };
}

function fill(template: string, { agent }: TurnContext, language: string): string {
  const name = agent.name.trim() || 'AI';
  return template
    .replace('{name}', () => escapeMarkdown(oneLine(name)))
    .replace('{language}', () => languageName(agent.language, language));
}

function languageName(of: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: 'language' }).of(of) ?? of;
  } catch {
    // A setting that is no language code names itself.
    return of;
  }
}
