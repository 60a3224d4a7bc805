import {
  ASSIGNEE_TYPES,
  CONVERSATION_STATUSES,
  FEEDBACK_RATINGS,
  FLAG_REASONS,
  INTENTS,
  PRIORITIES,
  SENTIMENTS,
  SOURCES,
} from '@parley/protocol';
import type { InboxRow } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../../session/agents.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { useTags } from '../../session/tags.ts';
import { memberName, useMembers } from '../../session/team.ts';
import { languageName } from '../../ui/language-name.ts';
import type { FieldOption } from './field-option.ts';
import { type FilterField, NOBODY } from './filter-fields.ts';
import { useEntryPoints } from './use-entry-points.ts';

/** Languages that are offered before anybody has written in them. */
const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'uk',
  'ru',
  'tr',
  'ar',
  'he',
  'hi',
  'zh',
  'ja',
  'ko',
];

type Wanted = {
  /** They have the languages and topics that there are. */
  readonly rows: readonly InboxRow[];
  /** Whether entry points are of interest: they are read for it. */
  readonly entryPoints: boolean;
};

/** What can be chosen for a field, in words. */
export function useFieldOptions({ rows, ...wanted }: Wanted): (field: FilterField) => readonly FieldOption[] {
  const { t, i18n } = useTranslation(['list', 'words']);
  const { session } = useInbox();
  const [tags, members, agents, entryPoints] = [
    useTags(),
    useMembers(),
    useAgents(),
    useEntryPoints(wanted.entryPoints),
  ];
  const words = (values: readonly string[], key: string): readonly FieldOption[] =>
    values.map((value) => ({ value, label: t(`words:${key}.${value}`) }));
  const found = (values: Iterable<string | null | undefined>): string[] =>
    [...new Set(values)].filter((value) => value != null);
  const options: Readonly<Record<string, () => readonly FieldOption[]>> = {
    status: () => words(CONVERSATION_STATUSES, 'status'),
    assignee_type: () => words(ASSIGNEE_TYPES, 'assignee'),
    priority: () => words(PRIORITIES.toReversed(), 'priority'),
    source: () => words(SOURCES, 'source'),
    rating: () => words(FEEDBACK_RATINGS, 'rating'),
    sentiment: () => words(SENTIMENTS, 'sentiment'),
    intent: () => words(INTENTS, 'intents'),
    flag: () => words(FLAG_REASONS, 'flags'),
    tag: () => tags.map(({ id, name, color }) => ({ value: id, label: name, color })),
    chatbot_id: () => agents.map(({ id, name }) => ({ value: id, label: name })),
    entry_point: () => entryPoints,
    language: () =>
      found([...rows.map(({ language }) => language), ...LANGUAGES]).map((value) => ({
        value,
        label: languageName(value, i18n.language),
      })),
    topic: () => found(rows.map(({ analysis }) => analysis?.topic)).map((value) => ({ value, label: value })),
    assigned_to: () => [
      { value: 'me', label: t('words:me') },
      { value: NOBODY, label: t('words:nobody') },
      ...members
        .filter(({ user_id: id }) => id !== session.user.id)
        .map((member) => ({ value: member.user_id, label: memberName(member) })),
    ],
  };
  return (field) => options[field.id]?.() ?? [];
}
