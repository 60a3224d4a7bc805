import type { AnalysisDimension } from '@parley/protocol/api';
import { ArrowDown, ArrowUp, ListChecks, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/inbox-session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Card } from '../../ui/page.tsx';
import { DimensionDialog } from './dimension-dialog.tsx';
import { schemaDraftOf, wordsOf } from './dimension-schema.ts';
import type { Rubric } from './rubric-change.ts';
import { useRubricAct } from './use-analysis.ts';

/** The server takes no more. */
const DIMENSIONS_MAX = 20;

type Open = { readonly what: 'add' } | { readonly what: 'edit' | 'remove'; readonly dimension: AnalysisDimension };

/** What the workspace asks of each conversation beside what every analysis says, in the order in which it is shown. */
export function RubricCard({ rubric }: { readonly rubric: Rubric }) {
  const { t } = useTranslation('analysis');
  const mayManage = useMay('agents.manage');
  const [open, setOpen] = useState<Open | null>(null);
  const act = useRubricAct();
  const close = (): void => setOpen(null);
  const add = mayManage && (
    <Button icon={Plus} disabled={rubric.length >= DIMENSIONS_MAX} onClick={() => setOpen({ what: 'add' })}>
      {t('add')}
    </Button>
  );
  return (
    <Card title={t('rubric')} text={t('rubricText')} actions={rubric.length > 0 && add}>
      {rubric.length === 0 ? (
        <Empty icon={ListChecks} title={t('noDimensions')} text={t('noDimensionsText')}>
          {add}
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {rubric.map((dimension, at) => (
            <li key={dimension.key} className="flex flex-wrap items-start gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
              <DimensionFacts dimension={dimension} />
              {mayManage && (
                <div className="ms-auto flex">
                  <IconButton
                    icon={ArrowUp}
                    label={t('up', { name: dimension.name })}
                    disabled={at === 0 || act.isPending}
                    onClick={() => act.mutate({ type: 'move', key: dimension.key, by: -1 })}
                  />
                  <IconButton
                    icon={ArrowDown}
                    label={t('down', { name: dimension.name })}
                    disabled={at === rubric.length - 1 || act.isPending}
                    onClick={() => act.mutate({ type: 'move', key: dimension.key, by: 1 })}
                  />
                  <IconButton
                    icon={Pencil}
                    label={t('edit', { name: dimension.name })}
                    onClick={() => setOpen({ what: 'edit', dimension })}
                  />
                  <IconButton
                    icon={Trash2}
                    label={t('remove', { name: dimension.name })}
                    onClick={() => setOpen({ what: 'remove', dimension })}
                  />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {open?.what === 'add' && <DimensionDialog dimension={null} onClose={close} />}
      {open?.what === 'edit' && <DimensionDialog dimension={open.dimension} onClose={close} />}
      {open?.what === 'remove' && (
        <ConfirmDialog
          title={t('removeTitle', { name: open.dimension.name })}
          text={t('removeText')}
          action={t('removeAction')}
          isBusy={act.isPending}
          onClose={close}
          onConfirm={() => act.mutate({ type: 'remove', key: open.dimension.key }, { onSuccess: close })}
        />
      )}
    </Card>
  );
}

function DimensionFacts({ dimension }: { readonly dimension: AnalysisDimension }) {
  const { t } = useTranslation('analysis');
  const { isJson, kind, words } = schemaDraftOf(dimension.schema);
  return (
    <div className="flex min-w-[min(100%,16rem)] flex-1 flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-2">
        <bdi className="font-medium">{dimension.name}</bdi>
        <code dir="ltr" className="break-all font-mono text-soft text-sm">
          {dimension.key}
        </code>
      </p>
      <p dir="auto" className="max-w-prose whitespace-pre-wrap break-words text-soft">
        {dimension.description}
      </p>
      <p className="flex flex-wrap items-center gap-1">
        <Badge tone="accent">{t(isJson ? 'byJson' : `kinds.${kind}`)}</Badge>
        {wordsOf(words).map((word) => (
          <Badge key={word}>
            <bdi>{word}</bdi>
          </Badge>
        ))}
      </p>
    </div>
  );
}
