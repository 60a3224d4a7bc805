import type { SavedView } from '@parley/protocol/api';
import { ArrowDown, ArrowUp, EllipsisVertical, Pencil, Save, Trash2, UserRound, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { isSameRequest, type ListRequest } from './list-address.ts';
import { moved, requestOf, savedOf, useMayChange, useViewChanges } from './use-saved-views.ts';
import { ViewDialog } from './view-dialog.tsx';

type SavedViewMenuProps = {
  readonly view: SavedView;
  readonly views: readonly SavedView[];
  readonly request: ListRequest;
};

/** What can be done with a saved view; nothing where the person may not change it. */
export function SavedViewMenu({ view, views, request }: SavedViewMenuProps) {
  const { t } = useTranslation(['list', 'common']);
  const mayChange = useMayChange();
  const mayManage = useMay('conversations.manage');
  const { session } = useInbox();
  const { update, remove } = useViewChanges();
  const [asked, setAsked] = useState<'rename' | 'delete' | null>(null);
  if (!mayChange(view)) return null;
  // Taken from the team it is again whoever's saved it.
  const mayShare = view.shared ? view.created_by === session.user.id : mayManage;
  const change = (change: Partial<Omit<SavedView, 'object'>>) => update.mutate([{ id: view.id, change }]);
  const step = (by: 1 | -1) => {
    const changes = moved(views, view.id, by);
    const isAllowed = changes.every(({ id }) => views.some((each) => each.id === id && mayChange(each)));
    return { isDisabled: changes.length === 0 || !isAllowed, onSelect: () => update.mutate(changes) };
  };
  const close = () => setAsked(null);
  return (
    <>
      <Menu trigger={<MenuTrigger label={t('saved.menu', { name: view.name })} />} align="end">
        <MenuItem icon={Pencil} onSelect={() => setAsked('rename')}>
          {t('saved.rename')}
        </MenuItem>
        {!isSameRequest(requestOf(view), request) && (
          <MenuItem icon={Save} onSelect={() => change(savedOf(request))}>
            {t('saved.replace')}
          </MenuItem>
        )}
        {mayShare && (
          <MenuItem icon={view.shared ? UserRound : UsersRound} onSelect={() => change({ shared: !view.shared })}>
            {t(view.shared ? 'saved.unshare' : 'saved.share')}
          </MenuItem>
        )}
        <MenuItem icon={ArrowUp} {...step(-1)}>
          {t('saved.up')}
        </MenuItem>
        <MenuItem icon={ArrowDown} {...step(1)}>
          {t('saved.down')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDangerous onSelect={() => setAsked('delete')}>
          {t('common:delete')}
        </MenuItem>
      </Menu>
      {asked === 'rename' && (
        <ViewDialog
          title={t('saved.rename')}
          name={view.name}
          isBusy={update.isPending}
          onSave={({ name }) => update.mutate([{ id: view.id, change: { name } }], { onSuccess: close })}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('saved.deleteTitle', { name: view.name })}
          text={t(view.shared ? 'saved.deleteShared' : 'saved.deleteText')}
          action={t('common:delete')}
          isBusy={remove.isPending}
          onConfirm={() => remove.mutate(view.id, { onSuccess: close })}
          onClose={close}
        />
      )}
    </>
  );
}

type MenuTriggerProps = { readonly label: string };

const MenuTrigger = ({ label, ...rest }: MenuTriggerProps) => (
  <button
    type="button"
    {...rest}
    aria-label={label}
    className="grid size-8 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink"
  >
    <EllipsisVertical aria-hidden className="size-4" />
  </button>
);
