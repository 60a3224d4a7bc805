import type { UnifiedAnalysis } from '@parley/protocol/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { analysisSettingsQuery } from '../../session/analysis-settings.ts';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { valueInWords } from '../../ui/key-values.tsx';
import { Lines } from './lines.tsx';
import { namedDimensions } from './named-dimensions.ts';
import { Section } from './section.tsx';

/** What an analysis has found; nothing where there was none. Why it is flagged stands on top of the pane. */
export function AnalysisSection() {
  const { t } = useTranslation('details');
  const { view } = useOpen().data;
  const { summary, sentiment_score: score } = view.conversation;
  const lines = useLines(view.analysis, score);
  if (lines.length === 0 && summary === null) return null;
  return (
    <Section title={t('analysisTitle')}>
      {summary && (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {summary}
        </p>
      )}
      <Lines facts={lines} />
    </Section>
  );
}

/** What every analysis says, and beside it what the dimensions of the workspace's own rubric say. */
function useLines(analysis: UnifiedAnalysis | null, score: number | null): readonly Fact[] {
  const { t, i18n } = useTranslation(['details', 'words']);
  const own = useNamed(analysis?.dimensions ?? {});
  const {
    is_flagged: _,
    flag_code: _code,
    flag_reason: _reason,
    dimensions: _own,
    sentiment,
    ...common
  } = analysis ?? {};
  const inWords = (key: string, value: unknown): string =>
    i18n.exists(`${VALUES[key]}.${value}`) ? t(`${VALUES[key]}.${value}`) : String(value);
  const feeling = [
    sentiment ? t(`words:sentiment.${sentiment}`) : null,
    score === null ? null : t('outOf100', { score }),
  ].filter((part) => part !== null);
  return [
    { id: 'sentiment', label: t('analysis.sentiment'), value: feeling.join(', ') },
    ...Object.entries(common).map(([key, value]) => ({
      id: key,
      label: t(`analysis.${key}`),
      value: isNothing(value) ? '' : inWords(key, value),
    })),
    ...own.map(({ key, name, value }) => ({
      id: `own.${key}`,
      label: name,
      // That something is not so is found as well: no is an answer of a dimension.
      value: typeof value === 'boolean' ? t(value ? 'yes' : 'no') : isNothing(value) ? '' : shown(value),
    })),
  ].filter(({ value }) => value !== '');
}

/** Only where there is something to name is the rubric asked for. */
function useNamed(found: Readonly<Record<string, unknown>>) {
  const { client } = useInbox();
  const enabled = useMay('agents.view') && Object.keys(found).length > 0;
  const { data } = useQuery({ ...analysisSettingsQuery(client), enabled });
  return namedDimensions(data?.dimensions ?? [], found);
}

/** Values that are words of ours, and where these stand. */
const VALUES: Readonly<Record<string, string>> = {
  resolution_status: 'words:resolution',
  intent: 'words:intents',
};

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const shown = (value: unknown): string =>
  Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(', ') : valueInWords(value);
