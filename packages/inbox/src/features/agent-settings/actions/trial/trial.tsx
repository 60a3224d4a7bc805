import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInbox, useMay } from '../../../../session/inbox-session.tsx';
import { problemOf } from '../../../../session/problem-of.ts';
import { Button } from '../../../../ui/button.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Card } from '../../../../ui/page.tsx';
import type { ActionDraft } from '../action-draft.ts';
import { namedIn } from '../placeholders.ts';
import { SampleFields } from './sample-fields.tsx';
import { NO_SAMPLES, type Samples, samplesSent } from './samples.ts';
import { TrialResult } from './trial-result.tsx';

type TrialProps = {
  readonly agentId: string;
  readonly id: number;
  /** As it is stored: that is what is tried. */
  readonly draft: ActionDraft;
  readonly isChanged: boolean;
};

/** Sends the real request with sample values and shows what came of it. */
export function Trial({ agentId, id, draft, isChanged }: TrialProps) {
  const { t } = useTranslation('actions');
  const { client } = useInbox();
  const mayManage = useMay('agents.manage');
  const [samples, setSamples] = useState<Samples>(NO_SAMPLES);
  const named = namedIn(draft);
  const test = useMutation({
    mutationFn: () =>
      client.agent(agentId)('test-ai-action', { params: { id }, body: samplesSent(samples, draft, named) }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    test.mutate();
  };
  return (
    <Card title={t('trial')} text={t('trialText')}>
      {mayManage && (
        <form noValidate onSubmit={submit} className="flex flex-col gap-3">
          <SampleFields draft={draft} named={named} samples={samples} onChange={setSamples} />
          {isChanged && <Notice>{t('trialUnsaved')}</Notice>}
          <div>
            <Button type="submit" kind="primary" icon={Play} isBusy={test.isPending} disabled={isChanged}>
              {t('send')}
            </Button>
          </div>
        </form>
      )}
      {test.error && (
        <Notice tone="bad" isNews>
          {problemOf(test.error)}
        </Notice>
      )}
      <div role="status" className="empty:-mt-4">
        {test.data && !test.isPending && <TrialResult result={test.data} />}
      </div>
    </Card>
  );
}
