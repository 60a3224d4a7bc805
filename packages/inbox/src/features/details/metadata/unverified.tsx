import { ShieldQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../../ui/badge.tsx';

/** That a browser said it, and nobody vouches for it. */
export function Unverified() {
  const { t } = useTranslation('details');
  return <Badge icon={ShieldQuestion}>{t('unverifiedKey')}</Badge>;
}
