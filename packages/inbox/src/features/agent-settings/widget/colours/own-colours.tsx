import type { ColourRole } from '@parley/protocol';
import { RotateCcw } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { problemAt } from '../../../../form/draft.ts';
import { IconButton } from '../../../../ui/button.tsx';
import { Field } from '../../../../ui/field.tsx';
import type { WidgetValues } from '../widget-fields.ts';
import { COLOUR_ROLES, type OwnColours } from './colour-roles.ts';
import { readColour } from './read-colour.ts';
import { faintTexts, schemeOf } from './scheme-of.ts';

type OwnColoursFieldsProps = {
  readonly values: WidgetValues;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (colours: OwnColours) => void;
};

/** A colour for each role, or none: then it is shown which one follows from the others. */
export function OwnColoursFields({ values, problems, onChange }: OwnColoursFieldsProps) {
  const { t } = useTranslation('widgetSettings');
  const own = values.custom_colors;
  const scheme = schemeOf({ ...values, theme: 'custom' });
  const faintOn = faintTexts(values);
  const set = (role: ColourRole, colour: string): void => {
    const { [role]: _, ...others } = own;
    onChange(colour === '' ? others : { ...others, [role]: readColour(colour) ?? colour });
  };
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      {COLOUR_ROLES.map((role) => (
        <ColourField
          key={role}
          label={t(`colours.roles.${role}`)}
          own={own[role] ?? ''}
          drawn={scheme[role]}
          problem={problemAt(problems, `custom_colors.${role}`)}
          faint={faintOn(role)
            .map(({ background, ratio }) => `${t(`colours.roles.${background}`)} ${ratio.toFixed(1)}`)
            .join(', ')}
          onChange={(colour) => set(role, colour)}
        />
      ))}
    </div>
  );
}

type ColourFieldProps = {
  readonly label: string;
  /** As it was typed; empty for none. */
  readonly own: string;
  /** What the chat shows for it. */
  readonly drawn: string;
  readonly problem: string | undefined;
  /** Backgrounds that it is hard to read on; empty for none. */
  readonly faint: string;
  readonly onChange: (colour: string) => void;
};

function ColourField({ label, own, drawn, problem, faint, onChange }: ColourFieldProps) {
  const { t } = useTranslation('widgetSettings');
  const input = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    // The button goes away with the colour.
    input.current?.focus();
    onChange('');
  };
  return (
    <Field
      label={label}
      problem={problem}
      hint={faint && <span className="text-fair">{t('colours.faint', { backgrounds: faint })}</span>}
    >
      {(ids) => (
        <div className="flex items-center gap-2">
          <input
            type="color"
            aria-label={t('colours.choose', { role: label })}
            value={drawn}
            onChange={({ target }) => onChange(target.value)}
            className="h-10 w-12 shrink-0 rounded-md border border-edge bg-surface p-1"
          />
          <input
            {...ids}
            ref={input}
            dir="ltr"
            value={own && (readColour(own) ?? own)}
            placeholder={drawn}
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => onChange(target.value)}
            className="h-10 w-full min-w-0 max-w-40 rounded-md border border-edge bg-surface px-3 font-mono disabled:opacity-60 aria-invalid:border-bad"
          />
          {own && <IconButton icon={RotateCcw} label={t('colours.clear', { role: label })} onClick={clear} />}
        </div>
      )}
    </Field>
  );
}
