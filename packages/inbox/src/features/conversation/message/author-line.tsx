import type { NamedActor } from '@parley/protocol/api';
import { Bot } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ownAddress } from '../../../session/own-address.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { cx } from '../../../ui/class-names.ts';
import { useTimeline } from '../timeline/timeline-context.tsx';

export type Author = {
  readonly name: string;
  readonly image: string | null;
  /** What they are, where the name alone does not say it. */
  readonly role: 'agent' | 'program' | 'formerMember' | null;
};

/** How an author is shown; whoever left the team keeps their name. */
export function useAuthor(actor: NamedActor): Author {
  const { t } = useTranslation('conversation');
  const { person, visitorName } = useTimeline();
  const image = ownAddress(actor.avatar_url);
  switch (actor.type) {
    case 'visitor':
      return { name: actor.name ?? visitorName, image, role: null };
    case 'ai_assistant':
      return { name: actor.name ?? t('agent'), image, role: 'agent' };
    case 'operator': {
      const known = person(actor.id);
      const left = known !== null && actor.name !== null && !actor.is_member;
      return {
        name: known?.name ?? actor.name ?? t('somebody'),
        image: ownAddress(known?.image ?? null) ?? image,
        role: left ? 'formerMember' : null,
      };
    }
    default:
      return { name: actor.name ?? t('program'), image, role: 'program' };
  }
}

/** Who begins to speak. */
export function AuthorLine({ author, isOurs }: { readonly author: Author; readonly isOurs: boolean }) {
  const { t } = useTranslation('conversation');
  return (
    <p className={cx('flex min-w-0 items-center gap-2', isOurs && 'flex-row-reverse')}>
      {author.role === 'agent' && author.image === null ? (
        <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full bg-hover text-soft">
          <Bot className="size-4" />
        </span>
      ) : (
        <Avatar name={author.name} image={author.image} size="small" />
      )}
      <bdi className="truncate font-semibold text-sm">{author.name}</bdi>
      {author.role && <Badge>{t(`roles.${author.role}`)}</Badge>}
    </p>
  );
}
