import { Flag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';

/** Why a person should look at this conversation at once, before everything else that is known of it. */
export function FlagNotice() {
  const { t } = useTranslation(['details', 'words']);
  const { analysis } = useOpen().data.view;
  if (!analysis?.is_flagged) return null;
  const { flag_code: code, flag_reason: reason } = analysis;
  return (
    <section aria-label={t('analysis.is_flagged')} className="border-line border-b bg-bad-tint px-4 py-3 text-bad">
      <p className="flex items-center gap-2 font-semibold">
        <Flag aria-hidden className="size-4 shrink-0" />
        {code ? t(`words:flags.${code}`) : t('analysis.is_flagged')}
      </p>
      {reason && (
        <p dir="auto" className="mt-1 break-words">
          {reason}
        </p>
      )}
    </section>
  );
}
