import type { HandoffConfiguration } from '@parley/protocol/api';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../form/draft.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { OperatorsField } from './operators-field.tsx';

type Profiles = HandoffConfiguration['routing_profiles'];

type RoutingProfilesProps = {
  readonly profiles: Profiles;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (profiles: Profiles) => void;
};

/** Who is told of which topic. */
export function RoutingProfilesFields({ profiles, problems, onChange }: RoutingProfilesProps) {
  const { t } = useTranslation('handoffSettings');
  const change = (place: number, edit: Partial<Profiles[number]>): void =>
    onChange(profiles.map((profile, at) => (at === place ? { ...profile, ...edit } : profile)));
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h3 className="font-medium">{t('profiles')}</h3>
        <p className="text-soft text-sm">{t('profilesHint')}</p>
      </div>
      {profiles.map((profile, place) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: a profile has nothing but its place
          key={place}
          className="flex flex-col gap-3 rounded-md border border-line p-3"
        >
          <legend className="sr-only">{t('profile', { number: place + 1 })}</legend>
          <div className="flex items-end gap-1">
            <div className="min-w-0 flex-1">
              <TextField
                label={t('topic')}
                problem={problemAt(problems, `routing_profiles.${place}.topic`)}
                value={profile.topic}
                maxLength={100}
                onChange={({ target }) => change(place, { topic: target.value })}
              />
            </div>
            <IconButton
              icon={Trash2}
              label={t('removeProfile', { topic: profile.topic || t('profile', { number: place + 1 }) })}
              onClick={() => onChange(profiles.toSpliced(place, 1))}
            />
          </div>
          <TextArea
            label={t('applies')}
            rows={2}
            maxLength={1_000}
            problem={problemAt(problems, `routing_profiles.${place}.description`)}
            value={profile.description}
            onChange={({ target }) => change(place, { description: target.value })}
          />
          <OperatorsField
            label={t('operators')}
            problem={problemAt(problems, `routing_profiles.${place}.operators`)}
            chosen={profile.operators}
            onChange={(operators) => change(place, { operators })}
          />
        </fieldset>
      ))}
      <Button
        icon={Plus}
        className="self-start"
        disabled={profiles.length >= 20}
        onClick={() => onChange([...profiles, { topic: '', description: '', operators: [] }])}
      >
        {t('addProfile')}
      </Button>
    </section>
  );
}
