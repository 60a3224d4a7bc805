import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveStatus } from './live-context.tsx';

/** A reconnection that takes no longer than this is nobody's business. */
const GRACE_MS = 2_000;

/** Says that what is on screen may be old, for as long as changes do not arrive by themselves. */
export function LiveBanner() {
  const { t } = useTranslation();
  const status = useLiveStatus();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    if (status === 'live') return setIsLate(false);
    const timer = setTimeout(() => setIsLate(true), GRACE_MS);
    return () => clearTimeout(timer);
  }, [status]);
  return (
    <div role="status">
      {isLate && (
        <p className="flex items-center gap-2 bg-fair-tint px-4 py-2 text-fair">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {t('notLive')}
        </p>
      )}
    </div>
  );
}
