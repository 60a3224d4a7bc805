import { Eye, PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOpen, useOpenSignals } from '../../conversation-state/open-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';

/** Who else of the team is here, and who writes a reply: so that nobody is answered twice. */
export function Company({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('composer');
  const { session } = useInbox();
  const { person } = useOpen();
  const { typing } = useOpenSignals();
  const named = (id: string): string => person(id)?.name ?? t('somebody');
  const writers = [...typing.keys()].filter((id) => id !== session.user.id);
  const others = ids.filter((id) => !writers.includes(id));
  return (
    <p role="status" className="ms-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 text-xs">
      {writers.map((id) => (
        <span key={id} className="flex min-w-0 items-center gap-1.5 font-semibold text-fair">
          <PenLine aria-hidden className="size-3.5 shrink-0" />
          <bdi className="truncate">{t('isTypingReply', { name: named(id) })}</bdi>
        </span>
      ))}
      {others.map((id) => (
        <span key={id} className="flex min-w-0 items-center gap-1.5 text-soft">
          <Eye aria-hidden className="size-3.5 shrink-0" />
          <bdi className="truncate">{t('isHere', { name: named(id) })}</bdi>
        </span>
      ))}
    </p>
  );
}
