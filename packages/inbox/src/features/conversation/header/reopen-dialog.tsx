import { Bot, Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog, DialogActions } from '../../../ui/dialog.tsx';
import type { Move } from './moves.ts';

type ReopenProps = {
  readonly possible: ReadonlySet<Move>;
  readonly move: (move: Move) => Promise<void>;
  readonly onClose: () => void;
};

/** Asks who shall have what is opened again. */
export function ReopenDialog({ possible, move, onClose }: ReopenProps) {
  const { t } = useTranslation('conversation');
  const choose = (wanted: Move): void => {
    onClose();
    void move(wanted);
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('reopenTitle')} text={t('reopenText')}>
      <DialogActions>
        {possible.has('reopenWithAgent') && (
          <Button icon={Bot} onClick={() => choose('reopenWithAgent')}>
            {t('moves.reopenWithAgent')}
          </Button>
        )}
        {possible.has('reopenWithMe') && (
          <Button kind="primary" icon={Hand} onClick={() => choose('reopenWithMe')}>
            {t('moves.reopenWithMe')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
