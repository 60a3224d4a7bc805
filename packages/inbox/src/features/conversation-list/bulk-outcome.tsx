import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { SoftLink } from '../../ui/soft-link.tsx';
import { useListPlaces } from './list-places.ts';
import type { BulkOutcome } from './use-bulk.ts';
import { nameOf } from './visitor-name.ts';

type BulkOutcomeProps = { readonly outcome: BulkOutcome; readonly onClose: () => void };

/** What was changed and what was refused, and why: each conversation that refused by name. */
export function BulkOutcomeDialog({ outcome: { changed, unchanged, refused }, onClose }: BulkOutcomeProps) {
  const { t } = useTranslation(['list', 'words', 'common']);
  const { conversationHref, openConversation } = useListPlaces();
  const parts = [
    t('bulk.changed', { count: changed }),
    ...(unchanged > 0 ? [t('bulk.unchanged', { count: unchanged })] : []),
    t('bulk.refused', { count: refused.length }),
  ];
  return (
    <Dialog isOpen onClose={onClose} title={t('bulk.refusedTitle', { count: refused.length })} text={parts.join(' ')}>
      <ul className="flex flex-col divide-y divide-line">
        {refused.map(({ row, why }) => (
          <li key={row.id} className="flex flex-col py-2">
            <SoftLink
              href={conversationHref(row.id)}
              onGo={() => {
                onClose();
                openConversation(row.id);
              }}
              className="font-medium"
            >
              <bdi>{nameOf(row) ?? `${t('words:unknownVisitor')} ${row.visitor_short_id}`}</bdi>
            </SoftLink>
            <span className="text-soft">{why}</span>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
