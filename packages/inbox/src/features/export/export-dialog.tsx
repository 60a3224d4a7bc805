import { EXPORT_FORMATS, EXPORT_ROWS, type ExportFormat, type ExportRows } from '@parley/protocol';
import type { ExportRequest } from '@parley/protocol/api';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { Dialog, DialogActions } from '../../ui/dialog.tsx';
import { RecentExports } from './recent-exports.tsx';
import { isOnItsWay, useExports } from './use-exports.ts';

type ExportDialogProps = {
  /** Which conversations: the parameters of the list, `ids` for some of them. */
  readonly filter: ExportRequest['filter'];
  /** How many these are; null where that is not known. */
  readonly count: number | null;
  readonly onClose: () => void;
};

/** Exports conversations, shows how far it has come, and gives the files. It is open for as long as it is there. */
export function ExportDialog({ filter, count, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation(['export', 'common']);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [rows, setRows] = useState<ExportRows>('conversation');
  const { exports, error, isPending, create, cancel } = useExports();
  const figure = count === null ? null : new Intl.NumberFormat(i18n.language).format(count);
  const text = count === null ? t('ofList') : t('ofCounted', { count, number: figure });
  return (
    <Dialog isOpen onClose={onClose} title={t('title')} text={text} width="wide">
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <ChoiceField
          label={t('format')}
          value={format}
          onChange={setFormat}
          options={EXPORT_FORMATS.map((value) => ({ value, label: t(`formats.${value}`) }))}
        />
        <ChoiceField
          label={t('rows')}
          value={rows}
          onChange={setRows}
          options={EXPORT_ROWS.map((value) => ({ value, label: t(`rowsOf.${value}`) }))}
        />
      </div>
      <p className="text-soft text-sm">{t(`hints.${format}`)}</p>
      <DialogActions>
        <Button onClick={onClose}>{t('common:close')}</Button>
        <Button
          kind="primary"
          icon={Download}
          isBusy={create.isPending}
          disabled={count === 0}
          onClick={() => create.mutate({ format, rows, ...(filter ? { filter } : {}) })}
        >
          {t('start')}
        </Button>
      </DialogActions>
      <RecentExports {...{ exports, error, isPending }} onCancel={cancel.mutate} isCancelling={cancel.isPending} />
      <p role="status" className="sr-only">
        {exports.some(isOnItsWay) ? t('isWritten') : exports[0] ? t(`states.${exports[0].state}`) : ''}
      </p>
    </Dialog>
  );
}
