import { HANDOFF_REASONS } from '@parley/protocol';
import type { HandoffConfiguration } from '@parley/protocol/api';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../form/draft.ts';
import { CheckField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { ListInput } from '../list-input.tsx';
import { TextsByLanguage } from '../texts-by-language.tsx';
import type { FieldsProps } from './configuration-form.tsx';
import { HoursCard } from './hours-card.tsx';
import { OperatorsField } from './operators-field.tsx';
import { RoutingProfilesFields } from './routing-profiles.tsx';

type Fields = FieldsProps<HandoffConfiguration>;

/** Everything about how conversations are handed over. */
export function HandoffFields(fields: Fields) {
  const { t } = useTranslation('handoffSettings');
  const { values, problems, onEdit } = fields;
  return (
    <>
      <Card title={t('title')} text={t('text')}>
        <CheckField
          label={t('isActive')}
          hint={t('isActiveHint')}
          isOn={values.is_active}
          onChange={(is_active) => onEdit({ is_active })}
        />
      </Card>
      <ReasonsCard {...fields} />
      <ConfirmationCard {...fields} />
      <HoursCard {...fields} />
      <Card title={t('team')} text={t('teamText')}>
        <CheckField
          label={t('summary')}
          hint={t('summaryHint')}
          isOn={values.ai_summary}
          onChange={(ai_summary) => onEdit({ ai_summary })}
        />
        <RoutingProfilesFields
          profiles={values.routing_profiles}
          problems={problems}
          onChange={(routing_profiles) => onEdit({ routing_profiles })}
        />
        <OperatorsField
          label={t('notify')}
          hint={t('notifyHint')}
          problem={problemAt(problems, 'notify')}
          chosen={values.notify}
          onChange={(notify) => onEdit({ notify })}
        />
      </Card>
    </>
  );
}

function ReasonsCard({ values, problems, onEdit }: Fields) {
  const { t } = useTranslation('handoffSettings');
  const { guidelines } = values;
  return (
    <Card title={t('reasons')} text={t('reasonsText')}>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('reasons')}</legend>
        {HANDOFF_REASONS.map((reason) => (
          <CheckField
            key={reason}
            label={t(`reason.${reason}`)}
            isOn={guidelines.includes(reason)}
            onChange={(isOn) =>
              // In the order in which they are shown, so that turning one off and on again changes nothing.
              onEdit({
                guidelines: HANDOFF_REASONS.filter((one) => (one === reason ? isOn : guidelines.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
      <ListInput
        label={t('ownReasons')}
        hint={t('ownReasonsHint')}
        problem={problemAt(problems, 'custom_guidelines')}
        values={values.custom_guidelines}
        itemMax={500}
        isLong
        onChange={(given) => onEdit({ custom_guidelines: [...given] })}
      />
      <ListInput
        label={t('keywords')}
        hint={t('keywordsHint')}
        problem={problemAt(problems, 'keywords')}
        values={values.keywords}
        itemMax={60}
        isLong={false}
        onChange={(given) => onEdit({ keywords: [...given] })}
      />
    </Card>
  );
}

function ConfirmationCard({ values, problems, onEdit }: Fields) {
  const { t } = useTranslation('handoffSettings');
  const { confirmation } = values;
  const edit = (change: Partial<HandoffConfiguration['confirmation']>): void =>
    onEdit({ confirmation: { ...confirmation, ...change } });
  return (
    <Card title={t('confirmation')} text={t('confirmationText')}>
      <CheckField label={t('confirms')} isOn={confirmation.is_active} onChange={(is_active) => edit({ is_active })} />
      {confirmation.is_active && (
        <>
          <CheckField
            label={t('confirmsWishes')}
            isOn={confirmation.also_when_asked}
            onChange={(also_when_asked) => edit({ also_when_asked })}
          />
          <TextsByLanguage
            label={t('question')}
            hint={t('builtIn')}
            problem={problemAt(problems, 'confirmation.question')}
            texts={confirmation.question}
            onChange={(question) => edit({ question })}
          />
        </>
      )}
      <TextsByLanguage
        label={t('message')}
        hint={t('builtIn')}
        problem={problemAt(problems, 'confirmation.message')}
        texts={confirmation.message}
        onChange={(message) => edit({ message })}
      />
    </Card>
  );
}
