import { useState } from 'preact/hooks';
import { PersonSheet } from './person-sheet.tsx';
import { RatingForm } from './rating-form.tsx';
import { SheetFrame } from './sheet.tsx';
import { Answers, useTask } from './sheet-answers.tsx';
import { type Sheet, useLateUi } from './ui.ts';

/** The question that is asked just now. */
export function SheetOf({ sheet }: { readonly sheet: Sheet }) {
  const { t, show } = useLateUi();
  switch (sheet) {
    case 'person':
      return <PersonSheet />;
    case 'transcript':
      return <TranscriptSheet />;
    case 'forget':
      return <ForgetSheet />;
    case 'rating':
      return (
        <SheetFrame title={t('rate')}>
          <RatingForm onDone={() => show(null)} />
        </SheetFrame>
      );
  }
}

function ForgetSheet() {
  const { client, t } = useLateUi();
  const task = useTask(() => client.forget());
  if (task.state === 'done') return <DoneSheet title={t('forget')} text={t('forgetDone')} />;
  return (
    <SheetFrame title={t('forget')}>
      <p class="sheet-text">{t('forgetText')}</p>
      <Answers yes={t('forgetYes')} task={task} isDangerous />
    </SheetFrame>
  );
}

function TranscriptSheet() {
  const { client, t, state } = useLateUi();
  const [email, setEmail] = useState(state.details.email ?? state.visitor?.email ?? '');
  const task = useTask(() => client.mailTranscript(email.trim()));
  if (task.state === 'done') return <DoneSheet title={t('transcript')} text={t('transcriptDone', { email })} />;
  return (
    <SheetFrame title={t('transcript')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          task.run();
        }}
      >
        <label class="field">
          <span>{t('transcriptText')}</span>
          <input
            data-first
            type="email"
            name="email"
            autocomplete="email"
            dir="auto"
            required
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        </label>
        <Answers yes={t('transcriptSend')} task={task} isForm />
      </form>
    </SheetFrame>
  );
}

function DoneSheet({ title, text }: { readonly title: string; readonly text: string }) {
  const { t, show } = useLateUi();
  return (
    <SheetFrame title={title}>
      <p class="sheet-text" role="status">
        {text}
      </p>
      <div class="buttons">
        <button type="button" class="primary" data-first onClick={() => show(null)}>
          {t('back')}
        </button>
      </div>
    </SheetFrame>
  );
}
