import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

type MoreButtonProps = {
  /** Null when there is no more. */
  readonly onMore: (() => void) | null;
  readonly isBusy: boolean;
};

/** The end of a list that goes on. */
export function MoreButton({ onMore, isBusy }: MoreButtonProps) {
  const { t } = useTranslation();
  if (!onMore) return null;
  return (
    <div className="flex justify-center">
      <Button isBusy={isBusy} onClick={onMore}>
        {t('more')}
      </Button>
    </div>
  );
}
