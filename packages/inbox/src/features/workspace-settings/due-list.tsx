import type { Retention } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';

/** What rules would take now, in words. */
export function DueList({ due }: { readonly due: Retention['due'] }) {
  const { t } = useTranslation('retention');
  const { conversations, attachments, is_capped: isCapped } = due;
  if (conversations + attachments === 0) return <p>{t('nothingDue')}</p>;
  return (
    <>
      <ul className="list-disc ps-5">
        {conversations > 0 && <li>{t('dueConversations', { count: conversations })}</li>}
        {attachments > 0 && <li>{t('dueAttachments', { count: attachments })}</li>}
      </ul>
      {isCapped && <Notice>{t('capped')}</Notice>}
    </>
  );
}
