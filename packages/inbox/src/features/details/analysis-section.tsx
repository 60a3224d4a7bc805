import type { UnifiedAnalysis } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { valueInWords } from '../../ui/key-values.tsx';
import { Lines } from './lines.tsx';
import { Section } from './section.tsx';

/** What an analysis has found; nothing where there was none. */
export function AnalysisSection() {
  const { t, i18n } = useTranslation(['details', 'words']);
  const { view } = useOpen().data;
  const { summary, sentiment_score: score } = view.conversation;
  const found = Object.entries(linesOf(view.analysis)).filter(([, value]) => !isNothing(value));
  if (found.length === 0 && summary === null && score === null) return null;
  const words = (key: string, fallback: string): string => (i18n.exists(key) ? t(key) : fallback);
  const lines = found.map(([key, value]) => ({
    label: words(`details:analysis.${key}`, key.replaceAll('_', ' ')),
    value: value === true ? t('yes') : words(`${VALUES[key] ?? 'details:none.none'}.${value}`, shown(value)),
  }));
  const sentiment = score === null ? [] : [{ label: t('sentimentScore'), value: t('outOf100', { score }) }];
  return (
    <Section title={t('analysisTitle')}>
      {summary && (
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {summary}
        </p>
      )}
      <Lines facts={[...sentiment, ...lines]} />
    </Section>
  );
}

/** What each dimension of the workspace's own rubric says stands beside what every analysis says. */
const linesOf = (analysis: UnifiedAnalysis | null): Readonly<Record<string, unknown>> => {
  const { dimensions = {}, is_flagged: _, ...common } = analysis ?? {};
  return { ...common, ...dimensions };
};

/** Values that are words of ours, and where these stand. */
const VALUES: Readonly<Record<string, string>> = {
  sentiment: 'words:sentiment',
  resolution_status: 'words:resolution',
  intent: 'words:intents',
  flag_code: 'words:flags',
};

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

const shown = (value: unknown): string =>
  Array.isArray(value) && value.every((part) => typeof part === 'string') ? value.join(', ') : valueInWords(value);
