import { useLayoutEffect, useRef } from 'preact/hooks';
import { useUi } from './ui.ts';

type Props = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
  /** What is pasted as a file; null where none are taken. */
  readonly onFiles: ((files: Iterable<File>) => void) | null;
};

/** Grows with its text. Enter sends, unless it chooses a word of an input method or Shift is held. */
export function TextArea({ text, onText, onEnter, onFiles }: Props) {
  const { t, config } = useUi();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.setProperty('height', 'auto');
    element.style.setProperty('height', `${element.scrollHeight}px`);
  }, [text]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Safari tells of the Enter that ends a composition after it: then only the old code 229 gives it away.
    const composes = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || composes) return;
    event.preventDefault();
    onEnter();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || !onFiles) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <textarea
      ref={area}
      class="input"
      rows={1}
      dir="auto"
      enterkeyhint="send"
      aria-label={t('inputLabel')}
      placeholder={config.input_placeholder || t('input')}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    />
  );
}
