import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';

type ViewDialogProps = {
  readonly title: string;
  readonly text?: string;
  readonly name?: string;
  /** Whether it may become the team's. */
  readonly isShareable?: boolean;
  readonly isBusy: boolean;
  readonly onSave: (view: { readonly name: string; readonly shared: boolean }) => void;
  readonly onClose: () => void;
};

const NAME_MAX = 80;

/** Asks for the name of a saved view, and whose it shall be. It is open for as long as it is there. */
export function ViewDialog({ title, text, name = '', isShareable, isBusy, onSave, onClose }: ViewDialogProps) {
  const { t } = useTranslation(['list', 'common']);
  const [written, setWritten] = useState(name);
  const [isShared, setIsShared] = useState(false);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (written.trim() !== '') onSave({ name: written.trim(), shared: isShared });
  };
  return (
    <Dialog isOpen onClose={onClose} title={title} text={text}>
      <form onSubmit={save} className="flex flex-col gap-3">
        <TextField
          label={t('saved.name')}
          value={written}
          maxLength={NAME_MAX}
          required
          autoComplete="off"
          onChange={(event) => setWritten(event.target.value)}
        />
        {isShareable && (
          <CheckField label={t('saved.share')} hint={t('saved.shareHint')} isOn={isShared} onChange={setIsShared} />
        )}
        <DialogActions>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" kind="primary" isBusy={isBusy} disabled={written.trim() === ''}>
            {t('common:save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
