import {
  Archive,
  BellDot,
  Bot,
  CircleCheck,
  CircleX,
  Download,
  Ellipsis,
  Eraser,
  Hand,
  Hourglass,
  Link2,
  RotateCcw,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useShortcut } from '../../../keyboard/shortcuts.tsx';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { tell } from '../../../ui/toast.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { asksFirst, type Move } from './moves.ts';
import { ReopenDialog } from './reopen-dialog.tsx';
import { useMoves } from './use-moves.ts';

type ActionsProps = { readonly onErased: () => void; readonly onExport?: (() => void) | undefined };
type Asking = 'archive' | 'reopen' | 'erase' | null;

/** What can be done with the conversation: only what its state allows, and what the person may. */
export function HeaderActions({ onErased, onExport }: ActionsProps) {
  const { t } = useTranslation('conversation');
  const { data } = useOpen();
  const { possible, move, markUnread } = useMoves();
  const [asking, setAsking] = useState<Asking>(null);
  const done = (): void => setAsking(null);
  const act = (wanted: Move): void => {
    if (asksFirst(wanted, data)) setAsking('archive');
    else void move(wanted);
  };
  const reopen = possible.has('reopenWithMe') || possible.has('reopenWithAgent');
  useMoveKeys({ possible, act, markUnread });
  return (
    <div className="flex shrink-0 items-center gap-1.5">
      {possible.has('takeOver') && (
        <Button kind="primary" icon={Hand} onClick={() => act('takeOver')}>
          <Words isMain>{t('moves.takeOver')}</Words>
        </Button>
      )}
      {data.view.driver !== 'ai' && possible.has('handBack') && (
        <Button icon={Bot} onClick={() => act('handBack')} className="@max-md:hidden">
          <Words>{t('moves.handBack')}</Words>
        </Button>
      )}
      {data.view.progress === 'open' && possible.has('resolve') && (
        <Button icon={CircleCheck} onClick={() => act('resolve')}>
          <Words>{t('moves.resolve')}</Words>
        </Button>
      )}
      {reopen && (
        <Button kind="primary" icon={RotateCcw} onClick={() => setAsking('reopen')}>
          <Words isMain>{t('moves.reopen')}</Words>
        </Button>
      )}
      <MoreMenu
        possible={possible}
        act={act}
        markUnread={markUnread}
        onExport={onExport}
        onErase={() => setAsking('erase')}
      />
      {asking === 'archive' && (
        <ConfirmDialog
          title={t('archiveTitle')}
          text={t('archiveText')}
          action={t('moves.archive')}
          isDangerous={false}
          onClose={done}
          onConfirm={() => {
            done();
            void move('archive');
          }}
        />
      )}
      {asking === 'reopen' && <ReopenDialog possible={possible} move={move} onClose={done} />}
      {asking === 'erase' && <EraseDialog onClose={done} onErased={onErased} />}
    </div>
  );
}

/** Where there is little room the picture stands alone; those who hear it have the words, and those who point at it. */
const Words = ({ children, isMain }: { readonly children: string; readonly isMain?: boolean }) => (
  <span title={children} className={isMain ? '@max-md:sr-only' : '@max-2xl:sr-only'}>
    {children}
  </span>
);

type KeyProps = Pick<ReturnType<typeof useMoves>, 'possible' | 'markUnread'> & { readonly act: (move: Move) => void };

function useMoveKeys({ possible, act, markUnread }: KeyProps): void {
  const { t } = useTranslation('conversation');
  const group = t('keysGroup');
  const mayReply = useMay('conversations.reply');
  useShortcut({ keys: 't', label: t('moves.takeOver'), group }, () => act('takeOver'), possible.has('takeOver'));
  useShortcut({ keys: 'b', label: t('moves.handBack'), group }, () => act('handBack'), possible.has('handBack'));
  useShortcut({ keys: 'e', label: t('resolveOpen'), group }, () => act('resolve'), possible.has('resolve'));
  useShortcut({ keys: 'u', label: t('markUnread'), group }, () => void markUnread(), mayReply);
}

type MoreProps = KeyProps & { readonly onErase: () => void; readonly onExport?: (() => void) | undefined };

function MoreMenu({ possible, act, markUnread, onErase, onExport }: MoreProps) {
  const { t } = useTranslation('conversation');
  const { client } = useInbox();
  const { data } = useOpen();
  const [mayReply, mayErase, mayExport] = [
    useMay('conversations.reply'),
    useMay('visitors.erase'),
    useMay('conversations.export'),
  ];
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`${location.origin}/inbox/${client.workspaceId}/conversations/${data.id}`);
    tell(t('linkCopied'));
  };
  const item = (move: Move, icon: typeof Bot, keys?: string) =>
    possible.has(move) && (
      <MenuItem icon={icon} {...(keys ? { keys } : {})} onSelect={() => act(move)}>
        {t(`moves.${move}`)}
      </MenuItem>
    );
  return (
    <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t('more')} />}>
      {item('handBack', Bot, 'B')}
      {item('enqueue', Hourglass)}
      {item('resolve', CircleCheck, 'E')}
      {item('close', CircleX)}
      {item('archive', Archive)}
      <MenuSeparator />
      {mayReply && (
        <MenuItem icon={BellDot} keys="U" onSelect={() => void markUnread()}>
          {t('markUnread')}
        </MenuItem>
      )}
      <MenuItem icon={Link2} onSelect={() => void copy()}>
        {t('copyLink')}
      </MenuItem>
      {mayExport && onExport && (
        <MenuItem icon={Download} onSelect={onExport}>
          {t('export')}
        </MenuItem>
      )}
      {mayErase && (
        <>
          <MenuSeparator />
          <MenuItem icon={Eraser} isDangerous onSelect={onErase}>
            {t('erase')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
