import type { Retention } from '@parley/protocol/api';

/** The rules, in the order of the screen: what is taken, after so many days. */
export const RULES = ['delete_conversations_after_days', 'delete_attachments_after_days'] as const;
export type Rule = (typeof RULES)[number];
export type RuleValues = Pick<Retention, Rule>;

/** What the form holds: a rule that is off keeps the days that were typed. */
export type RuleDraft = { readonly isOn: boolean; readonly days: string };
export type RetentionDraft = { readonly [R in Rule]: RuleDraft };

const OFF_DAYS = '365';

/** The stored rules as the form begins. */
export function draftOf(stored: RuleValues): RetentionDraft {
  const rule = (days: number | null): RuleDraft => ({ isOn: days !== null, days: String(days ?? OFF_DAYS) });
  return {
    delete_conversations_after_days: rule(stored.delete_conversations_after_days),
    delete_attachments_after_days: rule(stored.delete_attachments_after_days),
  };
}

/** What is sent; days that are no number are sent as they are not, and refused at their field. */
export function rulesOf(draft: RetentionDraft): RuleValues {
  const days = ({ isOn, days: typed }: RuleDraft): number | null =>
    isOn ? (/^\d{1,9}$/.test(typed.trim()) ? Number(typed) : 0) : null;
  return {
    delete_conversations_after_days: days(draft.delete_conversations_after_days),
    delete_attachments_after_days: days(draft.delete_attachments_after_days),
  };
}

/** Whether any rule takes more than before: what it takes is gone for good. */
export const isStricter = (before: RuleValues, next: RuleValues): boolean =>
  RULES.some((rule) => (next[rule] ?? Number.POSITIVE_INFINITY) < (before[rule] ?? Number.POSITIVE_INFINITY));
