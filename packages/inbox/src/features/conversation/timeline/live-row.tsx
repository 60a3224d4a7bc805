import { Bot, PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { Bubble } from '../message/bubble.tsx';

/** What happens below the last message. */
export type LiveWords = {
  /** What the agent has said so far. */
  readonly draft: string | null;
  readonly agentName: string;
  /** Whether the agent works on a reply. */
  readonly isAnswering: boolean;
  /** Who types, by name. */
  readonly typing: readonly string[];
};

/** The agent's reply as it comes, and who types. */
export function LiveRow({ live: { draft, agentName, isAnswering, typing } }: { readonly live: LiveWords }) {
  const { t } = useTranslation('conversation');
  return (
    <div className="flex flex-col gap-2">
      {draft !== null && (
        <div className="flex flex-col items-end gap-1" data-live="draft">
          <p className="flex items-center gap-1.5 text-soft text-xs">
            <Bot aria-hidden className="size-3.5" />
            {t('isAnswering', { name: agentName })}
          </p>
          <Bubble by="agent" isProvisional>
            <Markdown text={draft} />
          </Bubble>
        </div>
      )}
      {draft === null && isAnswering && (
        <p className="flex items-center justify-end gap-2 text-soft text-sm">
          <Dots />
          {t('isAnswering', { name: agentName })}
        </p>
      )}
      {typing.map((name) => (
        <p key={name} className="flex items-center gap-2 text-soft text-sm">
          <PenLine aria-hidden className="size-3.5" />
          <span>
            <bdi>{t('isTyping', { name })}</bdi>
          </span>
          <Dots />
        </p>
      ))}
    </div>
  );
}

const Dots = () => (
  <span aria-hidden className="flex gap-0.5">
    {['[animation-delay:-0.3s]', '[animation-delay:-0.15s]', ''].map((delay) => (
      <span key={delay} className={`size-1 animate-pulse rounded-full bg-soft ${delay}`} />
    ))}
  </span>
);
