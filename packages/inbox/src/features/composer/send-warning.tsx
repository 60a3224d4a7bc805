import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Sending } from './use-sending.ts';

/** Asks before a reply goes where somebody else is at work. */
export function SendWarning({ sending }: { readonly sending: Sending }) {
  const { t } = useTranslation('composer');
  if (sending.warnings.length === 0) return null;
  return (
    <ConfirmDialog
      title={t('warningTitle')}
      action={t('sendAnyway')}
      isDangerous={false}
      onConfirm={sending.send}
      onClose={sending.forget}
    >
      <ul className="flex flex-col gap-1">
        {sending.warnings.map(({ is, name }) => (
          <li key={`${is} ${name}`}>{t(`warnings.${is}`, { name })}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
