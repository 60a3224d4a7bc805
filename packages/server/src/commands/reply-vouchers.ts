import type { TurnContext } from '../domain/turn/turn-context.ts';
import type { Json } from '../lib/json.ts';
import type { Vouchers } from '../presenters/guarded-reply.ts';

/**
 * The texts of a turn whose addresses a reply may lead to: the company's articles and settings, and what the agent and the
 * team have said. Not what a visitor, a browser or a tool has said.
 */
export function replyVouchers({ agent, passages, history }: TurnContext, told: readonly Json[]): Vouchers {
  const said = history.filter(({ author }) => author !== 'visitor').map(({ content }) => content);
  const articles = passages.flatMap(({ text, title, url }) => [text, title, ...(url === null ? [] : [url])]);
  // A profile is what its settings hold: texts, numbers, and lists of them.
  return { own: [...articles, ...textsOf(agent as unknown as Json), ...said], told: told.flatMap(textsOf) };
}

/** All texts of a value, wherever they stand in it. */
function textsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
