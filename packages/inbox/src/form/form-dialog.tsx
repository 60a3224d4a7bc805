import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { LeaveGuard } from './leave-guard.tsx';

type FormDialogProps = {
  readonly title: string;
  readonly text?: string;
  readonly width?: 'normal' | 'wide';
  readonly form: {
    readonly isDirty: boolean;
    readonly isBusy: boolean;
    readonly problem: string | null;
    readonly submit: (event: FormEvent) => void;
  };
  /** What its button says. */
  readonly action: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * A form in a window. Closing it asks first while something in it is not sent; while it is being sent it stays, as what
 * becomes of it is told here. It is open for as long as it is there.
 */
export function FormDialog({ title, text, width = 'normal', form, action, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  const leave = (): void => {
    if (form.isBusy) return;
    if (form.isDirty) setIsAsking(true);
    else onClose();
  };
  return (
    <Dialog isOpen onClose={leave} title={title} text={text} width={width}>
      <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <LeaveGuard isDirty={form.isDirty} />
        {children}
        {form.problem && (
          <Notice tone="bad" isNews>
            {form.problem}
          </Notice>
        )}
        {isAsking ? (
          <Notice tone="fair" isNews>
            <p className="mb-2">{t('unsaved.text')}</p>
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => setIsAsking(false)}>{t('unsaved.stay')}</Button>
              <Button kind="danger" disabled={form.isBusy} onClick={onClose}>
                {t('unsaved.discard')}
              </Button>
            </div>
          </Notice>
        ) : (
          <DialogActions>
            <Button disabled={form.isBusy} onClick={leave}>
              {t('cancel')}
            </Button>
            <Button type="submit" kind="primary" isBusy={form.isBusy}>
              {action}
            </Button>
          </DialogActions>
        )}
      </form>
    </Dialog>
  );
}
