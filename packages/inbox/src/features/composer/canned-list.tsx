import type { CannedReply } from '@parley/protocol/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';

type CannedListProps = {
  readonly id: string;
  /** Undefined while they are being read. */
  readonly replies: readonly CannedReply[] | undefined;
  readonly chosen: CannedReply | undefined;
  readonly onPick: (reply: CannedReply) => void;
};

/** The id of an option, for the field whose keys move in the list. */
export const cannedOptionId = (listId: string, reply: CannedReply | undefined): string | undefined =>
  reply && `${listId}-${reply.id}`;

/** What can be said with one pick; the field beside it has the focus. */
export function CannedList({ id, replies, chosen, onPick }: CannedListProps) {
  const { t } = useTranslation('composer');
  return (
    <>
      <div id={id} role="listbox" aria-label={t('canned')} className="max-h-64 overflow-y-auto">
        {replies?.map((reply) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field beside it has the focus and hears the keys
          <div
            key={reply.id}
            id={cannedOptionId(id, reply)}
            role="option"
            tabIndex={-1}
            aria-selected={reply === chosen}
            ref={(row) => {
              if (reply === chosen) row?.scrollIntoView({ block: 'nearest' });
            }}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(reply)}
            className="cursor-default rounded-sm px-3 py-1.5 hover:bg-hover aria-selected:bg-selected"
          >
            <p className="flex items-baseline gap-2">
              <span className="font-mono text-accent text-sm">/{reply.shortcut}</span>
              <bdi className="min-w-0 truncate font-medium">{reply.title}</bdi>
            </p>
            <p dir="auto" className="truncate text-soft text-sm">
              {reply.body}
            </p>
          </div>
        ))}
      </div>
      {replies?.length === 0 && <p className="px-3 py-2 text-soft">{t('noCanned')}</p>}
      <ManageLink />
    </>
  );
}

function ManageLink() {
  const { t } = useTranslation('composer');
  const { client } = useInbox();
  return (
    <p className="border-line border-t px-3 pt-2 text-sm">
      <Link to="/$workspace/settings/canned-replies" params={{ workspace: client.workspaceId }}>
        {t('manageCanned')}
      </Link>
    </p>
  );
}
