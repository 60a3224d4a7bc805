import { useTranslation } from 'react-i18next';
import { Empty } from '../ui/empty.tsx';

/** For somebody who belongs to no workspace. */
export function NoWorkspace() {
  const { t } = useTranslation();
  return <Empty title={t('noWorkspace.title')} text={t('noWorkspace.text')} />;
}
