import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { UsageReport } from '../features/reports/usage/usage.tsx';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/$workspace/usage');

/** What answers took and cost. */
export function Usage() {
  const { t } = useTranslation('reports');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('usage.title')} text={t('usage.text')}>
      <UsageReport search={search} onChange={(next) => void navigate({ to: '.', search: next, replace: true })} />
    </Page>
  );
}
