import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isForbidden, isMissing, problemOf } from '../session/problem-of.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';

/** In place of a screen that could not be shown: why, and what can be done. */
export function ProblemScreen({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  if (isMissing(error)) return <MissingScreen />;
  if (isForbidden(error)) return <Empty title={t('problem.forbidden')} text={t('problem.forbiddenText')} />;
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Empty title={t('problem.title')} text={problemOf(error)}>
      <Button onClick={again}>{t('problem.again')}</Button>
    </Empty>
  );
}

/** In place of what is not there, or not for this person. */
export function MissingScreen() {
  const { t } = useTranslation();
  return <Empty title={t('problem.missing')} text={t('problem.missingText')} />;
}
