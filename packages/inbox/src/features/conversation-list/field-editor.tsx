import { useTranslation } from 'react-i18next';
import { ChoiceEditor } from './choice-editor.tsx';
import type { FieldOption } from './field-option.ts';
import { choose, chosenOf, type FilterField, without } from './filter-fields.ts';
import { type FilterName, type ListRequest, valuesOf, withFilter } from './list-address.ts';
import { MetadataEditor } from './metadata-editor.tsx';

type FieldEditorProps = {
  readonly field: FilterField;
  readonly request: ListRequest;
  readonly options: readonly FieldOption[];
  readonly onChange: (request: ListRequest) => void;
};

/** Changes one field of a filter; the list follows at once. */
export function FieldEditor({ field, request, options, onChange }: FieldEditorProps) {
  const set = (change: Parameters<typeof withFilter>[1]): void => onChange(withFilter(request, change));
  switch (field.kind) {
    case 'choice':
    case 'people':
      return (
        <ChoiceEditor
          options={options}
          chosen={chosenOf(field, request.filter)}
          takesOthers={field.kind === 'choice' && (field.takesOthers ?? false)}
          onChange={(values) => set(choose(field, values))}
        />
      );
    case 'one':
      return (
        <OneOf
          field={field}
          chosen={chosenOf(field, request.filter)[0]}
          onChange={(value) => set(value === undefined ? without(field) : { [field.name]: value })}
        />
      );
    case 'pairs':
      return (
        <MetadataEditor
          pairs={chosenOf(field, request.filter)}
          hint={field.name === 'metadata' ? 'filters.keyHint' : 'filters.dimensionHint'}
          onChange={(pairs) => set(choose(field, pairs))}
        />
      );
    case 'text':
      return <Line name={field.name} type="text" label={`filters.${field.id}`} request={request} onSet={set} />;
    default: {
      const isDates = field.kind === 'dates';
      return (
        <div className="flex flex-col gap-3">
          {[field.from, field.to].map((name) => (
            <Line
              key={name}
              name={name}
              type={isDates ? 'date' : 'number'}
              label={`filters.${isDates ? 'day' : 'score'}.${name === field.from ? 'from' : 'to'}`}
              request={request}
              onSet={set}
            />
          ))}
        </div>
      );
    }
  }
}

type OneOfProps = {
  readonly field: FilterField & { readonly kind: 'one' };
  readonly chosen: string | undefined;
  readonly onChange: (value: string | undefined) => void;
};

function OneOf({ field, chosen, onChange }: OneOfProps) {
  const { t } = useTranslation('list');
  return (
    <fieldset className="flex flex-col px-2">
      <legend className="sr-only">{t(`filters.${field.id}`)}</legend>
      {[undefined, ...field.values].map((value) => (
        <label key={value ?? ''} className="flex min-h-9 items-center gap-2">
          <input
            type="radio"
            name={field.id}
            checked={chosen === value}
            onChange={() => onChange(value)}
            className="size-4 accent-(--accent)"
          />
          {value === undefined ? t('filters.either') : t(`filters.values.${field.id}.${value}`)}
        </label>
      ))}
    </fieldset>
  );
}

type LineProps = {
  readonly name: FilterName;
  readonly type: 'text' | 'date' | 'number';
  /** Key of its words. */
  readonly label: string;
  readonly request: ListRequest;
  readonly onSet: (change: { readonly [name in FilterName]?: string }) => void;
};

/** It takes effect with Enter, or when it is left. */
function Line({ name, type, label, request, onSet }: LineProps) {
  const { t } = useTranslation('list');
  const [before = ''] = valuesOf(request.filter[name]);
  const take = (value: string): void => {
    if (value.trim() !== before) onSet({ [name]: value.trim() });
  };
  return (
    <label className="flex flex-col gap-1 px-2 pb-1">
      <span className={type === 'text' ? 'sr-only' : 'text-soft text-sm'}>{t(label)}</span>
      <input
        type={type}
        dir="auto"
        defaultValue={before}
        {...(type === 'number' ? { min: 0, max: 100, step: 1 } : {})}
        onBlur={(event) => take(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
        {...(type === 'date' ? { onChange: (event) => event.target.validity.valid && take(event.target.value) } : {})}
        className="w-full rounded-md border border-edge bg-surface px-3 py-2"
      />
    </label>
  );
}
