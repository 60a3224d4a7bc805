import type { ChannelPlatformJson } from '@parley/protocol/api';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../../form/form-dialog.tsx';
import { useForm } from '../../../form/use-form.ts';
import { useInbox } from '../../../session/inbox-session.tsx';
import { ChoiceField } from '../../../ui/choice-field.tsx';
import { TextField } from '../../../ui/field.tsx';
import { draftOf, settingsOf } from './channel-draft.ts';
import { ChannelFields } from './channel-fields.tsx';
import { useRefreshChannels } from './use-channels.ts';

type CreateChannelDialogProps = {
  readonly agentId: string;
  readonly platforms: readonly ChannelPlatformJson[];
  readonly onClose: () => void;
};

/** Gives an agent an account on a platform, and goes on to it, where it is checked. */
export function CreateChannelDialog({ agentId, platforms, onClose }: CreateChannelDialogProps) {
  const { t } = useTranslation(['channels', 'words']);
  const { client } = useInbox();
  const navigate = useNavigate();
  const refresh = useRefreshChannels();
  const [chosen, setChosen] = useState(platforms[0]?.platform);
  const platform = platforms.find((one) => one.platform === chosen);
  const fields = platform?.fields ?? [];
  const nameOf = (one: string): string => t(`words:source.${one}`);
  const form = useForm({
    stored: draftOf(fields, { name: chosen ? nameOf(chosen) : '' }),
    send: ({ name, ...draft }) => {
      if (!chosen) throw new Error('no platform is chosen');
      // What is empty is left to its default.
      const settings = Object.entries(settingsOf(fields, draft)).filter(([, value]) => value !== null);
      return client.call('create-channel', {
        body: { chatbot_id: agentId, platform: chosen, name: String(name), settings: Object.fromEntries(settings) },
      });
    },
    onDone: ({ id }) => {
      onClose();
      void refresh();
      const params = { workspace: client.workspaceId, agent: agentId, channel: id };
      void navigate({ to: '/$workspace/agents/$agent/channels/$channel', params, ignoreBlocker: true });
    },
  });
  if (!platform || !chosen) return null;
  return (
    <FormDialog title={t('create')} text={t('createText')} form={form} action={t('createAction')} onClose={onClose}>
      <ChoiceField
        label={t('platform')}
        value={chosen}
        options={platforms.map(({ platform: value }) => ({ value, label: nameOf(value) }))}
        onChange={setChosen}
      />
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        required
        value={String(form.draft.name)}
        problem={form.problemOf('name')}
        onChange={({ target }) => form.set({ name: target.value })}
      />
      <ChannelFields platform={platform} form={form} />
    </FormDialog>
  );
}
