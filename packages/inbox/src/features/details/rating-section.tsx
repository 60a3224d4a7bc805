import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { Lines } from './lines.tsx';
import { Section } from './section.tsx';

/** What the visitor said at the end; nothing where they were not asked, or did not answer. */
export function RatingSection() {
  const { t } = useTranslation(['details', 'words']);
  const { rating } = useOpen().data.view;
  if (!rating) return null;
  const answers = Object.entries(rating.answers).map(([question, answer]) => ({
    label: t(`questions.${question}`),
    value: answer ? t(`words:rating.${answer}`) : '',
  }));
  return (
    <Section title={t('rating')}>
      <Lines facts={answers} />
      {rating.comment && (
        <q dir="auto" className="whitespace-pre-wrap break-words">
          {rating.comment}
        </q>
      )}
    </Section>
  );
}
