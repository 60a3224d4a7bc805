import type { VisitorDetails } from '@parley/sdk';
import { useState } from 'preact/hooks';
import { fieldProblem } from './field-problem.ts';
import { Markdown } from './markdown/markdown.tsx';
import type { PrechatField } from './prechat-fields.ts';
import { useUi } from './ui.ts';

/** As long as the server takes them. */
const INPUTS = {
  name: { type: 'text', autocomplete: 'name', maxLength: 200 },
  email: { type: 'email', autocomplete: 'email', maxLength: 320 },
  phone: { type: 'tel', autocomplete: 'tel', maxLength: 50 },
} as const;

/** Who the visitor is, asked before the first message. `onDone` is called when it is told. */
export function Prechat({ onDone }: { readonly onDone: () => void }) {
  const { config, state, client, t } = useUi();
  const fields = config.prechat?.fields ?? [];
  const [values, setValues] = useState<VisitorDetails>(state.details);
  const [isTried, setTried] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    const wrong = fields.find((field) => fieldProblem(field, values[field.name] ?? ''));
    if (wrong) {
      const form = event.currentTarget instanceof HTMLFormElement ? event.currentTarget : null;
      form?.querySelector<HTMLElement>(`[name=${wrong.name}]`)?.focus();
      return;
    }
    const details = Object.fromEntries(fields.map(({ name }) => [name, values[name]?.trim() || null]));
    // The client tells the page what was refused; a conversation goes on without it.
    client.setVisitor(details).catch(() => undefined);
    onDone();
  };
  return (
    <form class="screen" noValidate onSubmit={submit}>
      <h3>{config.prechat?.header || t('prechatTitle')}</h3>
      {config.prechat?.text && <Markdown text={config.prechat.text} />}
      {fields.map((field, at) => (
        <Field
          key={field.name}
          field={field}
          isFirst={at === 0}
          value={values[field.name] ?? ''}
          isChecked={isTried}
          onValue={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <div class="buttons">
        <button type="submit" class="primary wide">
          {config.prechat?.button || t('prechatButton')}
        </button>
      </div>
    </form>
  );
}

function Field(props: {
  readonly field: PrechatField;
  readonly isFirst: boolean;
  readonly value: string;
  readonly isChecked: boolean;
  readonly onValue: (value: string) => void;
}) {
  const { t } = useUi();
  const { name, is_required } = props.field;
  const problem = props.isChecked ? fieldProblem(props.field, props.value) : null;
  return (
    <div class="field">
      <label>
        <span>
          {t(name)} {!is_required && <small>({t('optional')})</small>}
        </span>
        <input
          {...INPUTS[name]}
          name={name}
          dir="auto"
          data-focus={props.isFirst}
          required={is_required}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `problem-${name}` : undefined}
          value={props.value}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      </label>
      {problem && (
        <span class="field-problem" id={`problem-${name}`} role="alert">
          {t(problem)}
        </span>
      )}
    </div>
  );
}
