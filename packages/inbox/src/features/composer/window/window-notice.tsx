import { LayoutTemplate } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReplyWindow } from '../../../conversation-state/use-reply-window.ts';
import { useMinute } from '../../../ui/ago.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { windowStance } from './window-stance.ts';

const TemplateDialog = lazy(() => import('./template-dialog.tsx').then((part) => ({ default: part.TemplateDialog })));

/** Says until when the platform takes what is written here, and what can be done once it does not. */
export function WindowNotice() {
  const { t, i18n } = useTranslation('composer');
  const reach = useReplyWindow();
  const now = useMinute();
  const [isChoosing, setIsChoosing] = useState(false);
  const stance = reach ? windowStance(reach, now) : null;
  if (!reach || !stance) return null;
  const { channel, templates } = reach;
  const canChoose = stance.is === 'closed' && templates && channel !== null;
  return (
    <div className="pt-1.5">
      <Notice tone={stance.is === 'gone' ? 'bad' : stance.is === 'closed' ? 'fair' : 'neutral'}>
        {stance.is === 'closing' ? (
          <p>{t('window.closing', { time: clock(stance.at, i18n.language) })}</p>
        ) : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="min-w-48 flex-1">{t(`window.${stance.is}`)}</p>
            {canChoose && (
              <Button icon={LayoutTemplate} onClick={() => setIsChoosing(true)}>
                {t('template.open')}
              </Button>
            )}
          </div>
        )}
      </Notice>
      {isChoosing && channel && (
        <Suspense>
          <TemplateDialog channelId={channel.id} onClose={() => setIsChoosing(false)} />
        </Suspense>
      )}
    </div>
  );
}

const clock = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(at));
