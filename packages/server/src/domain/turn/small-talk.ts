import type { TurnContext } from './turn-context.ts';

/** What small talk has no business to bring up: numbers of more than one digit, amounts of money, links, addresses. */
const FACT =
  /https?:\/\/[^\s)>\]]+|[^\s@<>()]{1,64}@[^\s@<>()]{1,255}|\p{Sc}\s*\p{N}+|\p{N}+\s*[\p{Sc}%]|\p{N}[\p{N}.,:]*\p{N}/gu;

/** Whether a text states a figure, link or address that neither the settings nor the conversation hold. */
export function statesUnsaidFact(context: TurnContext, text: string): boolean {
  const facts = text.match(FACT);
  if (facts === null) return false;
  const said = saidIn(context);
  return facts.some((fact) => !said.includes(fact.replace(/[.,:;!?]+$/, '')));
}

function saidIn({ agent, history, questions, metadata }: TurnContext): string {
  const messages = [...history, ...questions].map((message) => message.content);
  const settings = [agent.name, agent.description, agent.greeting, ...agent.guidelines];
  return [...settings, ...messages, JSON.stringify(metadata)].join('\n');
}
