import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AnalyticsReport } from '../features/reports/analytics/analytics.tsx';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/$workspace/analytics');

/** How conversations go. */
export function Analytics() {
  const { t } = useTranslation('reports');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('analytics')} text={t('analyticsText')}>
      <AnalyticsReport search={search} onChange={(next) => void navigate({ to: '.', search: next, replace: true })} />
    </Page>
  );
}
