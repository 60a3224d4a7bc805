import { useTranslation } from 'react-i18next';
import { problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { GridCell } from '../../ui/grid-cell.tsx';
import type { Conversations } from './use-conversations.ts';

type MoreRowProps = {
  readonly index: number;
  readonly measure: (element: HTMLDivElement | null) => void;
  readonly list: Pick<Conversations, 'error' | 'readOn'>;
};

/** The end of what has been read: more is on its way, or could not be read. */
export function MoreRow({ index, measure, list: { error, readOn } }: MoreRowProps) {
  const { t } = useTranslation(['list', 'common']);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not there, so that there is no table
    // biome-ignore lint/a11y/useFocusableInteractive: there is nothing to do in it but its button
    <div
      ref={measure}
      role="row"
      data-index={index}
      className="absolute inset-x-0 top-0 px-3 py-6 text-center text-soft"
    >
      <GridCell className="flex flex-col items-center gap-2">
        {error ? (
          <>
            <p>{problemOf(error)}</p>
            <Button onClick={readOn}>{t('common:problem.again')}</Button>
          </>
        ) : (
          t('more')
        )}
      </GridCell>
    </div>
  );
}
