import type { ChannelPlatformJson } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { SaveBar } from '../../../form/save-bar.tsx';
import { useForm } from '../../../form/use-form.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { tell } from '../../../ui/toast.tsx';
import { type ChannelDraft, draftOf, settingsOf } from './channel-draft.ts';
import { ChannelFields } from './channel-fields.tsx';
import type { ShownChannel } from './use-channel.ts';
import { useRefreshChannels } from './use-channels.ts';

type ChannelFormProps = { readonly shown: ShownChannel; readonly platform: ChannelPlatformJson };

/** What a channel is called and set up with. Other credentials are checked as soon as they are saved. */
export function ChannelForm({ shown, platform }: ChannelFormProps) {
  const { t } = useTranslation('channels');
  const { client } = useInbox();
  const refresh = useRefreshChannels();
  const { channel, mayManage, runCheck, checked } = shown;
  const { fields } = platform;
  const form = useForm({
    stored: draftOf(fields, channel),
    send: (_draft: ChannelDraft, { name, ...changed }: Partial<ChannelDraft>) => {
      const settings = settingsOf(fields, changed);
      const body = {
        ...(typeof name === 'string' ? { name } : {}),
        ...(Object.keys(settings).length > 0 ? { settings } : {}),
      };
      return client.call('update-channel', { params: { id: channel.id }, body });
    },
    onDone: async (saved) => {
      tell(t('saved'));
      // The answer is what it is now; a secret that was typed is not kept here.
      form.reset();
      await refresh();
      if (saved.state === 'active') runCheck();
    },
  });
  const secretsSet = new Set(channel.secrets.flatMap(({ key, is_set }) => (is_set ? [key] : [])));
  return (
    <Card title={t('settings')} text={t('settingsText')}>
      <form onSubmit={form.submit} noValidate autoComplete="off">
        <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-4">
          <TextField
            label={t('name')}
            hint={t('nameHint')}
            required
            value={String(form.draft.name)}
            problem={form.problemOf('name')}
            onChange={({ target }) => form.set({ name: target.value })}
          />
          <ChannelFields platform={platform} form={form} secretsSet={secretsSet} checked={checked} />
          {mayManage && <SaveBar form={form} />}
        </fieldset>
      </form>
    </Card>
  );
}
