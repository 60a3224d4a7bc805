import type { WidgetConfiguration } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/notice.tsx';

type ContrastNoticeProps = { readonly warnings: WidgetConfiguration['contrast_warnings'] };

/** Which of the stored colours the server finds hard to read. */
export function ContrastNotice({ warnings }: ContrastNoticeProps) {
  const { t } = useTranslation('widgetSettings');
  if (warnings.length === 0) return null;
  const pairs = warnings.map(
    ({ text, background, ratio }) =>
      `${t(`colours.roles.${text}`)} / ${t(`colours.roles.${background}`)} ${ratio.toFixed(1)}`,
  );
  return <Notice tone="fair">{t('contrast', { pairs: [...new Set(pairs)].join(', ') })}</Notice>;
}
