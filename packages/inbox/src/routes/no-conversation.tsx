import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty.tsx';

/** Beside the list while no conversation is open. */
export function NoConversation() {
  const { t } = useTranslation();
  return <Empty icon={MessagesSquare} title={t('noConversation.title')} text={t('noConversation.text')} />;
}
