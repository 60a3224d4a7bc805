import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { analysisSettingsQuery } from '../../session/analysis-settings.ts';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { FlagsForm } from './flags-form.tsx';
import { ModeForm } from './mode-form.tsx';
import { RubricCard } from './rubric-card.tsx';
import { RunsCard } from './runs-card.tsx';

/** How conversations are analysed, who hears of flags, what else is asked of each, and runs over history. */
export function AnalysisScreen() {
  const { t } = useTranslation('analysis');
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const { data: settings } = useSuspenseQuery({ ...analysisSettingsQuery(client), staleTime: 0 });
  return (
    <Page title={t('title')} text={t('text')}>
      {!mayManage && <Notice>{t('readOnly')}</Notice>}
      <ModeForm mode={settings.mode} />
      <FlagsForm recipients={settings.flag_recipients} />
      <RubricCard rubric={settings.dimensions} />
      <RunsCard />
    </Page>
  );
}
