import type { InboxRow, TeamMember } from '@parley/protocol/api';
import { type MouseEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { memberName } from '../../session/team.ts';
import { Ago } from '../../ui/ago.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { cx } from '../../ui/class-names.ts';
import { GridCell } from '../../ui/grid-cell.tsx';
import { SoftLink } from '../../ui/soft-link.tsx';
import { RowBadges } from './row-badges.tsx';
import type { RowSetting } from './row-setting.ts';
import { RowText } from './row-text.tsx';
import { nameOf } from './visitor-name.ts';

type ConversationRowProps = {
  readonly row: InboxRow;
  readonly isChosen: boolean;
  readonly isChoosing: boolean;
  readonly setting: RowSetting;
};

/** One conversation of the list, as the cells of its row. */
export const ConversationRow = memo(function ConversationRow({
  row,
  isChosen,
  isChoosing,
  setting,
}: ConversationRowProps) {
  const { t } = useTranslation(['list', 'words']);
  const name = nameOf(row) ?? t('words:unknownVisitor');
  return (
    <>
      <GridCell className="relative shrink-0 pt-0.5">
        <RowMark {...{ row, name, isChosen, isChoosing, setting }} />
      </GridCell>
      <GridCell className="min-w-0 flex-1">
        <SoftLink
          href={setting.href(row.id)}
          onGo={() => setting.onOpen(row.id)}
          tabIndex={-1}
          draggable={false}
          className="flex flex-col gap-0.5 text-ink no-underline outline-none"
        >
          <span className="flex items-baseline gap-2">
            <bdi
              title={row.title ?? undefined}
              className={cx('min-w-0 truncate', row.unread ? 'font-bold' : 'font-medium')}
            >
              {name}
            </bdi>
            {nameOf(row) === null && (
              <span dir="ltr" className="text-soft text-xs">
                {row.visitor_short_id}
              </span>
            )}
            {row.unread && <span className="sr-only">{t('row.unread')}</span>}
            <Ago at={row.last_message_at} className="ms-auto shrink-0 whitespace-nowrap text-soft text-xs" />
          </span>
          <span className="flex items-start gap-2">
            <RowText row={row} />
            <Owner row={row} members={setting.members} />
            {row.unread && <span aria-hidden className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" />}
          </span>
          <RowBadges row={row} setting={setting} />
        </SoftLink>
      </GridCell>
    </>
  );
});

type RowMarkProps = ConversationRowProps & { readonly name: string };

/** Who it is, and where it came from; the box to choose it takes that place when it is wanted. */
function RowMark({ row, name, isChosen, isChoosing, setting }: RowMarkProps) {
  const { t } = useTranslation(['list', 'words']);
  const isShown = isChosen || isChoosing;
  return (
    <span className="relative block size-9">
      <span
        className={cx(
          'block',
          setting.isChoosable &&
            (isShown ? 'invisible' : 'group-hover:invisible group-has-[input:focus-visible]:invisible'),
        )}
      >
        <Avatar name={nameOf(row) === null ? '' : name} />
        {setting.badges.has('channel') && (
          <span
            title={t(`words:source.${row.source}`)}
            className="absolute -end-1.5 -bottom-1.5 grid size-5 place-items-center rounded-full border border-line bg-surface text-soft"
          >
            <ChannelIcon source={row.source} className="size-3" />
            <span className="sr-only">{t(`words:source.${row.source}`)}</span>
          </span>
        )}
      </span>
      {setting.isChoosable && (
        // The whole place is the box: it is hit with a thumb, too.
        <label className="absolute inset-0 grid place-items-center">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('row.choose', { name })}
            checked={isChosen}
            onChange={() => undefined}
            onClick={(event: MouseEvent) => setting.onChoose(row.id, event.shiftKey)}
            className={cx(
              'size-4.5 accent-(--accent)',
              !isShown && 'opacity-0 focus-visible:opacity-100 group-hover:opacity-100',
            )}
          />
        </label>
      )}
    </span>
  );
}

type OwnerProps = { readonly row: InboxRow; readonly members: ReadonlyMap<string, TeamMember> };

function Owner({ row, members }: OwnerProps) {
  const { t } = useTranslation('list');
  const member = row.assigned_to === null ? undefined : members.get(row.assigned_to);
  if (!member) return null;
  const name = memberName(member);
  return (
    <span title={t('row.owner', { name })}>
      <Avatar name={name} image={member.avatar_url} size="small" />
      <span className="sr-only">{t('row.owner', { name })}</span>
    </span>
  );
}
