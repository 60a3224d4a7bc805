import { useState } from 'preact/hooks';
import { useLateUi } from './ui.ts';

export type Task = { readonly state: 'idle' | 'busy' | 'failed' | 'done'; readonly run: () => void };

/** Something that takes a moment and may fail. */
export function useTask(work: () => Promise<void>): Task {
  const [state, setState] = useState<Task['state']>('idle');
  const run = () => {
    setState('busy');
    work().then(
      () => setState('done'),
      () => setState('failed'),
    );
  };
  return { state, run };
}

/** Yes, and the way back; what went wrong stands above them. */
export function Answers(props: {
  readonly yes: string;
  readonly task: Task;
  readonly isDangerous?: boolean;
  readonly isForm?: boolean;
}) {
  const { t, show } = useLateUi();
  const { task } = props;
  return (
    <>
      {task.state === 'failed' && (
        <p class="field-problem" role="alert">
          {t('failed')}
        </p>
      )}
      <div class="buttons">
        <button type="button" class="quiet" onClick={() => show(null)}>
          {t('cancel')}
        </button>
        <button
          type={props.isForm ? 'submit' : 'button'}
          class={props.isDangerous ? 'primary danger' : 'primary'}
          data-first={!props.isForm && !props.isDangerous}
          disabled={task.state === 'busy'}
          onClick={props.isForm ? undefined : task.run}
        >
          {props.yes}
        </button>
      </div>
    </>
  );
}
