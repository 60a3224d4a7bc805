import { textOn } from '@parley/protocol';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TAG_COLOURS } from './colours.ts';

type ColourFieldProps = { readonly value: string | null; readonly onChange: (colour: string | null) => void };

const SWATCH =
  'grid size-8 place-items-center rounded-md border border-edge has-checked:outline-2 has-checked:outline-offset-2 has-checked:outline-accent has-focus-visible:outline-2 has-focus-visible:outline-ink';

/** The colour of a tag: none, one of those that are offered, or any other. */
export function ColourField({ value, onChange }: ColourFieldProps) {
  const { t } = useTranslation('tags');
  const name = useId();
  const chosen = value?.toUpperCase() ?? null;
  const isOther = chosen !== null && !TAG_COLOURS.some((colour) => colour === chosen);
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t('colour')}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <label className={`${SWATCH} bg-hover text-soft`}>
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={chosen === null}
            onChange={() => onChange(null)}
          />
          <span aria-hidden>–</span>
          <span className="sr-only">{t('noColour')}</span>
        </label>
        {TAG_COLOURS.map((colour) => (
          <label key={colour} className={SWATCH} style={{ backgroundColor: colour, color: textOn(colour) }}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              aria-label={colour}
              checked={chosen === colour}
              onChange={() => onChange(colour)}
            />
            {chosen === colour && <span aria-hidden>✓</span>}
          </label>
        ))}
        <label className="flex min-h-8 items-center gap-2 text-sm">
          <input
            type="color"
            value={value ?? '#808080'}
            onChange={(event) => onChange(event.target.value.toUpperCase())}
            className="h-8 w-10 rounded-md border border-edge bg-surface p-0.5"
          />
          {isOther ? <span dir="ltr">{chosen}</span> : t('otherColour')}
        </label>
      </div>
    </fieldset>
  );
}
