import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { LeaveGuard } from './leave-guard.tsx';

type SaveBarProps = {
  /** Only there once there is something to save: where one screen has several forms. */
  readonly isShy?: boolean;
  readonly form: {
    readonly isDirty: boolean;
    readonly isBusy: boolean;
    readonly problem: string | null;
    readonly reset: () => void;
  };
};

/** The end of a form on a screen: saves it or takes the changes back, and guards them meanwhile. */
export function SaveBar({ form, isShy = false }: SaveBarProps) {
  const { t } = useTranslation();
  if (isShy && !form.isDirty) return null;
  return (
    <div className="flex flex-col gap-3">
      <LeaveGuard isDirty={form.isDirty} />
      {form.problem && (
        <Notice tone="bad" isNews>
          {form.problem}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" kind="primary" isBusy={form.isBusy} disabled={!form.isDirty}>
          {t('save')}
        </Button>
        {form.isDirty && <Button onClick={form.reset}>{t('unsaved.undo')}</Button>}
      </div>
    </div>
  );
}
