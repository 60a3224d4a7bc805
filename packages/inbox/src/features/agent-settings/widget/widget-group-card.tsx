import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../form/draft.ts';
import { Card } from '../../../ui/page.tsx';
import { SettingInput } from '../setting-input.tsx';
import { AvatarField } from './avatar-field.tsx';
import { OwnColoursFields } from './colours/own-colours.tsx';
import { readColour } from './colours/read-colour.ts';
import { WorkingHoursFields } from './hours/working-hours.tsx';
import { PrechatFields } from './prechat-fields.tsx';
import { OwnTextsFields } from './texts/own-texts-fields.tsx';
import type { useWidget } from './use-widget.ts';
import type { WidgetGroup, WidgetName, WidgetValues } from './widget-fields.ts';

type WidgetGroupCardProps = {
  readonly group: WidgetGroup;
  readonly stored: WidgetValues;
  readonly values: WidgetValues;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
  readonly problems: Readonly<Record<string, string>>;
  readonly avatar: ReturnType<typeof useWidget>['avatar'];
  readonly onEdit: (edit: Partial<WidgetValues>) => void;
};

/** One subject of the form: what one input can hold, and what needs an editor of its own. */
export function WidgetGroupCard(props: WidgetGroupCardProps) {
  const { group, values, problems, onEdit } = props;
  const { t, i18n } = useTranslation('widgetSettings');
  const { name, fields } = group;
  // They are kept, and unseen, while another theme is chosen; unless one of them keeps the form from being saved.
  const hasColours = values.theme === 'custom' || problemAt(problems, 'custom_colors') !== undefined;
  if (name === 'colours' && !hasColours) return null;
  const about = i18n.exists(`widgetSettings:about.${name}`) ? { text: t(`about.${name}`) } : {};
  return (
    <Card title={t(`groups.${name}`)} {...about}>
      <Before {...props} />
      {fields.map((field) => (
        <SettingInput
          key={field.name}
          area="widgetSettings"
          field={field}
          value={shown(field.kind, values[field.name])}
          problem={problemAt(problems, field.name)}
          onChange={(value) => onEdit({ [field.name]: value })}
        />
      ))}
      {name === 'before' && (
        <PrechatFields fields={values.prechat_fields} onChange={(chosen) => onEdit({ prechat_fields: [...chosen] })} />
      )}
    </Card>
  );
}

/** Editors that come before the other fields of their group. */
function Before({ group, stored, values, language, problems, avatar, onLanguage, onEdit }: WidgetGroupCardProps) {
  switch (group.name) {
    case 'looks':
      return <AvatarField image={values.avatar_image} avatar={avatar} />;
    case 'colours':
      return (
        <OwnColoursFields values={values} problems={problems} onChange={(custom_colors) => onEdit({ custom_colors })} />
      );
    case 'texts':
      return (
        <OwnTextsFields
          stored={stored.texts}
          own={values.texts}
          language={language}
          problems={problems}
          onLanguage={onLanguage}
          onChange={(texts) => onEdit({ texts })}
        />
      );
    case 'hours':
      return (
        <WorkingHoursFields
          hours={values.working_hours}
          problems={problems}
          onChange={(working_hours) => onEdit({ working_hours })}
        />
      );
    default:
      return null;
  }
}

const shown = (kind: string, value: WidgetValues[WidgetName]): unknown =>
  kind === 'colour' && typeof value === 'string' ? (readColour(value) ?? value) : (value ?? '');
