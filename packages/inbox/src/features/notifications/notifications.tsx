import type { InboxRow } from '@parley/protocol/api';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsLeadingTab, useLiveNews } from '../../live/live-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';
import { usePreferences } from '../../session/preferences.ts';
import { chime } from './chime.ts';
import { isLookedAt, lookAt } from './looked-at.ts';
import { conversationToTellOf, kindOf } from './what-to-tell.ts';

/** News that come close together are looked up, and sound, together. */
const GATHER_MS = 300;

type NotificationsProps = {
  /** The conversation that is open, if any. */
  readonly openId: string | null;
};

/** Tells of new messages by the browser and by a sound, as the person prefers: once, however many tabs are open. */
export function Notifications({ openId }: NotificationsProps) {
  useLookedAt(openId);
  const { client, session } = useInbox();
  const preferences = usePreferences();
  const leads = useIsLeadingTab();
  const tellOf = useTellOf();
  const waiting = useRef(new Set<string>());
  const lookUp = async (): Promise<void> => {
    const ids = [...waiting.current];
    waiting.current.clear();
    const wanted = preferences?.notifications ?? [];
    if (!leads() || wanted.length === 0) return;
    const { data } = await client.call('list-inbox-conversations', { query: { ids, limit: 100 } });
    const told = data.filter((row) => wanted.includes(kindOf(row, session.user.id)) && !isLookedAt(row.id));
    for (const row of told) tellOf(row);
    if (told.length > 0 && preferences?.sound) await chime();
  };
  useLiveNews((news) => {
    const id = conversationToTellOf(news, session.user.id);
    if (id === null) return;
    // What cannot be looked up now is told by the list itself.
    if (waiting.current.size === 0) setTimeout(() => lookUp().catch(() => undefined), GATHER_MS);
    waiting.current.add(id);
  });
  return null;
}

/** Keeps the other tabs informed of what this one shows while it has the focus. */
function useLookedAt(openId: string | null): void {
  useEffect(() => {
    const look = (): void => lookAt(openId);
    const leave = (): void => lookAt(null);
    if (document.hasFocus()) look();
    window.addEventListener('focus', look);
    window.addEventListener('blur', leave);
    // A tab that is closed loses no focus.
    window.addEventListener('pagehide', leave);
    return () => {
      if (document.hasFocus()) leave();
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', leave);
      window.removeEventListener('pagehide', leave);
    };
  }, [openId]);
}

function useTellOf(): (row: InboxRow) => void {
  const { t } = useTranslation('notifications');
  const { client } = useInbox();
  const navigate = useNavigate();
  return (row) => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    const title = row.contact_name ?? row.contact_email ?? t('unknownVisitor');
    // Of one conversation only the latest stays on the screen.
    const shown = new Notification(title, { body: row.preview, tag: row.id });
    shown.onclick = () => {
      window.focus();
      shown.close();
      const params = { workspace: client.workspaceId, conversation: row.id };
      void navigate({ to: '/$workspace/conversations/$conversation', params });
    };
  };
}
