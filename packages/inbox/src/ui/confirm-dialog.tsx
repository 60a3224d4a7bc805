import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { TextField } from './field.tsx';

type ConfirmDialogProps = {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly text?: string;
  /** What is done, as its button says it: `Remove`. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** What has to be typed first, for what nothing can bring back. */
  readonly typed?: string;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

/** Asks once more before something is done. It is open for as long as it is there. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, action, isDangerous = true, typed, isBusy = false, onConfirm, onClose, children } = props;
  const { t } = useTranslation();
  const [word, setWord] = useState('');
  const isReady = typed === undefined || word.trim() === typed;
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    // React tells the form around the dialog too: confirming that changes are given up would save them.
    event.stopPropagation();
    if (isReady && !isBusy) onConfirm();
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} text={text}>
      <form onSubmit={confirm} className="flex flex-col gap-3">
        {children}
        {typed !== undefined && (
          <TextField
            label={t('typeToConfirm', { word: typed })}
            value={word}
            autoComplete="off"
            onChange={(event) => setWord(event.target.value)}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} disabled={!isReady}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
