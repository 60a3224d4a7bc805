import { PRIORITIES, type Priority } from '@parley/protocol';
import { Signal, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { looksMoved } from '../../../conversation-state/looks.ts';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { useInbox, useMay } from '../../../session/inbox-session.tsx';
import { Menu, MenuChoice, MenuHeading } from '../../../ui/menu.tsx';
import { ChipButton } from './chip-button.tsx';
import { Fact } from './fact.tsx';

const ICONS = { low: SignalLow, medium: SignalMedium, high: SignalHigh } as const;

/** How much it presses. */
export function PriorityMenu() {
  const { t } = useTranslation(['conversation', 'words']);
  const { client } = useInbox();
  const { data, make } = useOpen();
  const mayManage = useMay('conversations.manage');
  const { priority } = data.view.conversation;
  const icon = ICONS[priority] ?? Signal;
  if (!mayManage) return <Fact icon={icon} label={t('priority')} value={t(`words:priority.${priority}`)} />;
  const set = (next: Priority): void => {
    void make({
      look: looksMoved({ priority: next }),
      run: (headers) =>
        client.call('update-conversation', { params: { id: data.id }, headers, body: { priority: next } }),
    });
  };
  const options = PRIORITIES.toReversed().map((value) => ({ value, label: t(`words:priority.${value}`) }));
  return (
    <Menu
      trigger={
        <ChipButton icon={icon} label={t('priority')} className={priority === 'high' ? 'border-bad text-bad' : ''}>
          {t(`words:priority.${priority}`)}
        </ChipButton>
      }
    >
      <MenuHeading>{t('priority')}</MenuHeading>
      {/* The menu offers no other values. */}
      <MenuChoice value={priority} options={options} onChange={(value) => set(value as Priority)} />
    </Menu>
  );
}
