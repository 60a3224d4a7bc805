import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/inbox-session.tsx';
import { tell } from '../../ui/toast.tsx';
import type { ListRequest } from './list-address.ts';
import { savedOf, useViewChanges } from './use-saved-views.ts';
import { ViewDialog } from './view-dialog.tsx';

type SaveViewDialogProps = { readonly request: ListRequest; readonly onClose: () => void };

/** Keeps what the list shows as a view. It is open for as long as it is there. */
export function SaveViewDialog({ request, onClose }: SaveViewDialogProps) {
  const { t } = useTranslation('list');
  const isShareable = useMay('conversations.manage');
  const { create } = useViewChanges();
  return (
    <ViewDialog
      title={t('saved.save')}
      text={t('saved.saveText')}
      isShareable={isShareable}
      isBusy={create.isPending}
      onSave={({ name, shared }) =>
        create.mutate(
          { name, shared, ...savedOf(request) },
          {
            onSuccess: () => {
              tell(t('saved.done', { name }));
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
