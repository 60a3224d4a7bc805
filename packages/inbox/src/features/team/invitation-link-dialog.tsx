import { useTranslation } from 'react-i18next';
import { SecretDialog } from '../../ui/secret-dialog.tsx';

type InvitationLinkDialogProps = { readonly email: string; readonly url: string; readonly onClose: () => void };

/** The link of an invitation, shown this once. */
export function InvitationLinkDialog({ email, url, onClose }: InvitationLinkDialogProps) {
  const { t } = useTranslation('team');
  return (
    <SecretDialog
      title={t('linkTitle', { email })}
      text={t('linkText')}
      label={t('link')}
      secret={url}
      onClose={onClose}
    />
  );
}
