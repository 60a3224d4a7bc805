import { PRIORITIES } from '@parley/protocol';
import type { BulkAction } from '@parley/protocol/api';
import {
  Archive,
  CircleCheck,
  CircleX,
  EllipsisVertical,
  Mail,
  MailOpen,
  Signal,
  Tag,
  UserRoundCog,
  X,
} from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox } from '../../session/inbox-session.tsx';
import { useTags } from '../../session/tags.ts';
import { memberName, useMembers } from '../../session/team.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ChoiceEditor } from './choice-editor.tsx';

type BulkBarProps = {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onDo: (action: BulkAction) => void;
  readonly onClear: () => void;
};

/** What can be done with the chosen conversations. */
export function BulkBar({ count, isBusy, onDo, onClear }: BulkBarProps) {
  const { t } = useTranslation(['list', 'words']);
  return (
    <div role="toolbar" aria-label={t('bulk.label')} className="flex min-w-0 flex-1 items-center">
      <span role="status" className="me-auto truncate font-medium">
        {t('bulk.chosen', { count })}
      </span>
      <AssignMenu isBusy={isBusy} onDo={onDo} />
      <TagPopover isBusy={isBusy} onDo={onDo} />
      <IconButton
        icon={CircleCheck}
        label={t('bulk.resolve')}
        disabled={isBusy}
        onClick={() => onDo({ type: 'resolve' })}
      />
      <Menu align="end" trigger={<IconButton icon={EllipsisVertical} label={t('bulk.more')} disabled={isBusy} />}>
        {PRIORITIES.toReversed().map((priority) => (
          <MenuItem key={priority} icon={Signal} onSelect={() => onDo({ type: 'set_priority', priority })}>
            {t(`bulk.priority.${priority}`)}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={MailOpen} onSelect={() => onDo({ type: 'mark_read' })}>
          {t('bulk.read')}
        </MenuItem>
        <MenuItem icon={Mail} onSelect={() => onDo({ type: 'mark_unread' })}>
          {t('bulk.unread')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={CircleX} onSelect={() => onDo({ type: 'close' })}>
          {t('bulk.close')}
        </MenuItem>
        <MenuItem icon={Archive} onSelect={() => onDo({ type: 'archive' })}>
          {t('bulk.archive')}
        </MenuItem>
      </Menu>
      <IconButton icon={X} label={t('bulk.clear')} onClick={onClear} />
    </div>
  );
}

type PartProps = Pick<BulkBarProps, 'isBusy' | 'onDo'>;

function AssignMenu({ isBusy, onDo }: PartProps) {
  const { t } = useTranslation(['list', 'words']);
  const { session } = useInbox();
  const members = useMembers();
  const others = members.filter(({ user_id: id }) => id !== session.user.id);
  const assign = (id: string | null): void => onDo({ type: 'assign', assigned_to: id });
  return (
    <Menu align="end" trigger={<IconButton icon={UserRoundCog} label={t('bulk.assign')} disabled={isBusy} />}>
      <MenuItem onSelect={() => assign(session.user.id)}>{t('words:me')}</MenuItem>
      <MenuItem onSelect={() => assign(null)}>{t('words:nobody')}</MenuItem>
      {others.length > 0 && <MenuSeparator />}
      {others.map((member) => (
        <MenuItem key={member.id} onSelect={() => assign(member.user_id)}>
          <bdi>{memberName(member)}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}

function TagPopover({ isBusy, onDo }: PartProps) {
  const { t } = useTranslation('list');
  const tags = useTags();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const done = (type: 'add_tags' | 'remove_tags'): void => {
    setIsOpen(false);
    setChosen([]);
    onDo({ type, tag_ids: [...chosen] });
  };
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t('bulk.tag')}
      align="end"
      trigger={<IconButton icon={Tag} label={t('bulk.tag')} disabled={isBusy || tags.length === 0} />}
    >
      <ChoiceEditor
        options={tags.map(({ id, name, color }) => ({ value: id, label: name, color }))}
        chosen={chosen}
        takesOthers={false}
        onChange={setChosen}
      />
      <div className="flex gap-2 p-1 pt-3">
        <WideButton disabled={chosen.length === 0} onClick={() => done('add_tags')}>
          {t('bulk.addTags')}
        </WideButton>
        <WideButton disabled={chosen.length === 0} onClick={() => done('remove_tags')}>
          {t('bulk.removeTags')}
        </WideButton>
      </div>
    </Popover>
  );
}

const WideButton = (props: ComponentProps<'button'>) => (
  <button
    type="button"
    {...props}
    className="min-h-9 flex-1 rounded-md border border-edge px-2 font-medium hover:bg-hover disabled:opacity-60"
  />
);
