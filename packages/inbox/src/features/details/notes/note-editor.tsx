import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../../conversation-state/open-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/field.tsx';

const NOTE_MAX = 20_000;

type EditorProps = {
  readonly content: string;
  /** `basedOn` is what was known when the edit began. Gives whether it is stored. */
  readonly onSave: (content: string, basedOn: number | undefined) => Promise<boolean>;
  readonly onCancel: () => void;
};

/** Changes the words of a note. */
export function NoteEditor({ content, onSave, onCancel }: EditorProps) {
  const { t } = useTranslation('details');
  const [text, setText] = useState(content);
  const [isBusy, setIsBusy] = useState(false);
  const begunAt = useRef<number | undefined>(useOpen().data.view.seq);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    setIsBusy(true);
    // Who has been told what somebody else did, and stores it again, means it.
    if (!(await onSave(text, begunAt.current))) begunAt.current = undefined;
    setIsBusy(false);
  };
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-2">
      <TextArea
        label={t('editNote')}
        isLabelHidden
        autoFocus
        maxLength={NOTE_MAX}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="text-ink"
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('undo')}</Button>
        <Button type="submit" kind="primary" isBusy={isBusy} disabled={text.trim() === ''}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
