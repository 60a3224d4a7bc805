import { useTranslation } from 'react-i18next';

/** While something is being loaded. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" className="grid h-full place-content-center p-8">
      <span aria-hidden className="size-6 animate-spin rounded-full border-2 border-line border-t-accent" />
      <span className="sr-only">{t('waiting')}</span>
    </div>
  );
}
