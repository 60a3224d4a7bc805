import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen, useOpenSignals } from '../../conversation-state/open-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';
import type { Outbox } from './outbox.ts';
import { type Stance, type Warning, warningsOf } from './stance.ts';
import type { useDraft } from './use-draft.ts';

type Input = {
  readonly kept: ReturnType<typeof useDraft>;
  readonly stance: Stance;
  readonly outbox: Outbox;
  readonly isUploading: boolean;
  readonly onSent: () => void;
};

export type Sending = ReturnType<typeof useSending>;

/** Sends the reply that was written, after the warnings that there are. */
export function useSending({ kept, stance, outbox, isUploading, onSent }: Input) {
  const { t } = useTranslation('composer');
  const { session } = useInbox();
  const { data, person } = useOpen();
  const signals = useOpenSignals();
  const [warnings, setWarnings] = useState<readonly Warning[]>([]);
  const [meant, setMeant] = useState<string | null>(null);
  const { view, facts } = data;
  const { draft } = kept;
  const owner = view.conversation.assigned_to;
  const ownerName = person(owner)?.name ?? t('somebody');
  const isReady = !isUploading && (draft.reply.trim() !== '' || draft.files.length > 0);
  const send = (): void => {
    outbox.send({
      text: draft.reply.trim(),
      files: draft.files.map(({ id, name }) => ({ id, name })),
      basedOn: view.seq,
    });
    setWarnings([]);
    setMeant(owner);
    kept.clearReply();
    onSent();
  };
  const ask = (): void => {
    if (!isReady) return;
    const others = [...signals.typing.keys()].filter((id) => id !== session.user.id);
    const typing = others.map((id) => person(id)?.name ?? t('somebody'));
    const found = warningsOf({ stance, ownerName, typing, isMeant: meant === owner });
    if (found.length > 0) setWarnings(found);
    else send();
  };
  return {
    isReady,
    /** What sending does beside being said. */
    hint: t(`hints.${stance}`, { name: ownerName, agent: facts.chatbot.name }),
    warnings,
    ask,
    send,
    forget: (): void => setWarnings([]),
  };
}
