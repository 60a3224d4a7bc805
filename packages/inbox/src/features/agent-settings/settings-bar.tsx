import { useTranslation } from 'react-i18next';
import { LeaveGuard } from '../../form/leave-guard.tsx';
import { isConflict, problemOf } from '../../session/problem-of.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

type SettingsBarProps = {
  readonly isChanged: boolean;
  readonly save: { readonly error: Error | null; readonly isPending: boolean; readonly reset: () => void };
  /** Takes the changes back. */
  readonly onReset: () => void;
  /** Reads what is stored, after somebody else was quicker; the changes stay. */
  readonly readAgain: () => Promise<void>;
};

/** Stays in sight below a long form: saves it or takes the changes back, guards them, and says what was refused. */
export function SettingsBar({ isChanged, save, onReset, readAgain }: SettingsBarProps) {
  const { t } = useTranslation('agentSettings');
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center justify-end gap-2 border-line border-t bg-canvas py-3">
      <LeaveGuard isDirty={isChanged} />
      {save.error && (
        <div className="me-auto">
          <Notice tone="bad" isNews>
            {problemOf(save.error)}
            {isConflict(save.error) && (
              <Button onClick={() => void readAgain().then(save.reset)}>{t('readAgain')}</Button>
            )}
          </Notice>
        </div>
      )}
      <Button onClick={onReset} disabled={!isChanged}>
        {t('common:unsaved.undo')}
      </Button>
      <Button type="submit" kind="primary" disabled={!isChanged} isBusy={save.isPending}>
        {t('common:save')}
      </Button>
    </div>
  );
}
