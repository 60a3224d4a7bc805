import { useTranslation } from 'react-i18next';
import type { OpenedConversation } from './opened-conversation.ts';

/** How a visitor is called: by name, e-mail address or what the team calls them, else by the signs that stand for them. */
export function useVisitorName({ view, facts }: OpenedConversation): string {
  const { t } = useTranslation('conversation');
  const { contact_name, contact_email } = view.conversation;
  return contact_name || contact_email || view.contactLabel || t('visitor', { id: facts.visitor.short_id });
}
