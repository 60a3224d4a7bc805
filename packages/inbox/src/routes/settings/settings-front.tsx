import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { SettingsNavigation } from './settings-navigation.tsx';

/** `/settings` on a phone: the list of screens. Where the list stands at the side, the first screen opens instead. */
export function SettingsFront() {
  const { t } = useTranslation();
  return (
    <Page title={t('settings.label')}>
      <SettingsNavigation />
    </Page>
  );
}
