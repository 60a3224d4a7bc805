import type { ConversationView } from '@parley/sdk';
import type { TFunction } from 'i18next';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isConflict, problemOf } from '../session/problem-of.ts';
import { tellProblem } from '../ui/toast.tsx';
import { conflictOf } from './conflict.ts';
import type { OpenedConversation } from './opened-conversation.ts';
import type { PersonById } from './people.ts';

/** How a conversation looks once a change is made. */
export type Look = (view: ConversationView) => ConversationView;

export type Change = {
  /** How it looks at once; taken back when it is refused. */
  readonly look?: Look;
  /** The `seq` of the last event that was known when the person began to write; now, unless it is given. */
  readonly basedOn?: number | undefined;
  /** Asks the server; `headers` say which state the person saw. */
  readonly run: (headers: Readonly<Record<string, string>>) => Promise<unknown>;
  /** Hears of a refusal before the person is told; true where it has told them itself. */
  readonly onRefused?: (error: unknown) => boolean;
};

/** Makes a change; false where it was refused, which the person has been told then. */
export type MakeChange = (change: Change) => Promise<boolean>;

type Pending = { readonly id: number; readonly look: Look };

type Input = {
  readonly data: OpenedConversation;
  readonly refetch: () => Promise<void>;
  readonly person: PersonById;
};

/** Shows changes before the server has made them, and takes back what it refuses. */
export function useChange({ data, refetch, person }: Input) {
  const { t } = useTranslation('conversation');
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const nextId = useRef(1);
  // What is known when it is asked, and not when it was shown.
  const known = useRef({ seq: data.view.seq, person });
  known.current = { seq: data.view.seq, person };
  const make = useCallback<MakeChange>(
    async ({ look, basedOn, run, onRefused }) => {
      const id = nextId.current++;
      if (look) setPending((before) => [...before, { id, look }]);
      try {
        await run({ 'Based-On': String(basedOn ?? known.current.seq) });
        // Until what was read has it: the stream may be a moment late.
        if (look) await refetch();
        return true;
      } catch (error) {
        if (isConflict(error)) await refetch();
        if (!onRefused?.(error)) tellProblem(refusalInWords(error, known.current.person, t));
        return false;
      } finally {
        setPending((before) => before.filter((change) => change.id !== id));
      }
    },
    [refetch, t],
  );
  const shown = useMemo(
    () => ({ ...data, view: pending.reduce((view, { look }) => look(view), data.view) }),
    [data, pending],
  );
  return { shown, make };
}

/** What the other did, where somebody else was quicker; else what the server said. */
function refusalInWords(error: unknown, person: PersonById, t: TFunction<'conversation'>): string {
  const conflict = conflictOf(error);
  if (!conflict) return problemOf(error);
  const name = person(conflict.by)?.name ?? t('somebody');
  return t('conflict', { name, what: conflict.changed.map((field) => fieldInWords(field, t)).join(', ') });
}

function fieldInWords(field: string, t: TFunction<'conversation'>): string {
  const [part = '', ...rest] = field.split('.');
  // Keys of the metadata are the team's own words.
  return part === 'metadata' ? rest.join('.') : t(`fields.${part}`, { defaultValue: part });
}
