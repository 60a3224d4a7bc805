import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { SecretOnce } from './secret-once.tsx';

type SecretDialogProps = {
  readonly title: string;
  readonly text: string;
  /** What the secret is: `API key`. */
  readonly label: string;
  readonly secret: string;
  readonly onClose: () => void;
};

/** A new secret, shown this once. */
export function SecretDialog({ title, text, label, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen onClose={onClose} title={title} text={text}>
      <SecretOnce label={label} secret={secret} />
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
