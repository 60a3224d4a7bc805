import type { ChannelJson, ChannelPlatformJson } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Card } from '../../../ui/page.tsx';
import { useFieldWords } from './field-words.tsx';

type AtPlatformProps = { readonly channel: ChannelJson; readonly platform: ChannelPlatformJson | undefined };

/** What the platform has to be told, to be copied. */
export function AtPlatform({ channel, platform }: AtPlatformProps) {
  const { t } = useTranslation('channels');
  const wordsOf = useFieldWords(channel.platform);
  const generated = Object.entries(channel.generated).map(([key, value]) => {
    const field = platform?.fields.find((one) => one.key === key);
    return { key, value, label: field ? wordsOf(field).label : key, hint: field && wordsOf(field).hint };
  });
  const { webhook_url: url } = channel;
  const webhook = url === null ? [] : [{ key: 'webhook_url', value: url, label: t('webhookUrl'), hint: null }];
  const all = [...webhook, ...generated];
  if (all.length === 0) return null;
  return (
    <Card title={t('atPlatform')} text={t(platform?.can_connect ? 'atPlatformConnect' : 'atPlatformText')}>
      <dl className="flex flex-col gap-4">
        {all.map(({ key, value, label, hint }) => (
          <div key={key} className="min-w-0">
            <dt className="font-medium">{label}</dt>
            <dd className="mt-1 flex items-center gap-2">
              <code
                dir="ltr"
                className="min-w-0 flex-1 select-all break-all rounded-md bg-canvas px-3 py-2 font-mono text-sm"
              >
                {value}
              </code>
              <CopyButton isIconOnly text={value} label={t('copy', { label })} />
            </dd>
            {hint && <dd className="mt-1 text-soft text-sm">{hint}</dd>}
          </div>
        ))}
      </dl>
    </Card>
  );
}
