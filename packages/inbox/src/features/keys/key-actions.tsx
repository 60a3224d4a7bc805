import type { ApiKey } from '@parley/protocol/api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type KeyChange, useChangeKey } from './use-api-keys.ts';

/** What can still be done with a key: nothing once it is revoked or has expired. */
export function KeyActions({ apiKey }: { readonly apiKey: ApiKey }) {
  const { t } = useTranslation('keys');
  const { mutate, isPending } = useChangeKey();
  const [isRevoking, setIsRevoking] = useState(false);
  const { id: keyId, name, state } = apiKey;
  if (state === 'revoked' || state === 'expired') return null;
  const change: KeyChange = state === 'active' ? 'pause-api-key' : 'resume-api-key';
  return (
    <div className="ms-auto flex flex-wrap gap-1">
      <Button
        kind="plain"
        isBusy={isPending}
        aria-label={t(state === 'active' ? 'pauseOf' : 'resumeOf', { name })}
        onClick={() => mutate({ change, keyId })}
      >
        {t(state === 'active' ? 'pause' : 'resume')}
      </Button>
      <Button kind="plain" aria-label={t('revokeOf', { name })} onClick={() => setIsRevoking(true)}>
        {t('revoke')}
      </Button>
      {isRevoking && (
        <ConfirmDialog
          title={t('revokeTitle', { name })}
          text={t('revokeText')}
          action={t('revoke')}
          isBusy={isPending}
          onConfirm={() => mutate({ change: 'revoke-api-key', keyId }, { onSettled: () => setIsRevoking(false) })}
          onClose={() => setIsRevoking(false)}
        />
      )}
    </div>
  );
}
