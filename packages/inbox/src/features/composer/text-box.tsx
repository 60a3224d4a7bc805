import { Bold, Code, Eye, Italic, Link, List, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Markdown } from '../../ui/markdown/markdown.tsx';
import { type Mark, marked } from './marks.ts';

type TextBoxProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (value: string) => void;
  /** Hears keys before the text does. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onPasteFiles?: (files: readonly File[]) => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** Ids for a list that the keys of the text move in. */
  readonly list?: { readonly id: string; readonly activeId: string | undefined } | null;
  /** Further buttons beside the marks. */
  readonly tools?: ReactNode;
  /** What stands at the end of the same line. */
  readonly end?: ReactNode;
};

const MARKS: readonly { readonly mark: Mark; readonly icon: LucideIcon }[] = [
  { mark: 'bold', icon: Bold },
  { mark: 'italic', icon: Italic },
  { mark: 'link', icon: Link },
  { mark: 'list', icon: List },
  { mark: 'code', icon: Code },
];

const KEYS: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic' };

/** Markdown with buttons for its marks, a look at how it will be shown, and as many lines as it has. */
export function TextBox(props: TextBoxProps) {
  const { label, placeholder, value, maxLength, onChange, onKeyDown, onPasteFiles, field, list, tools, end } = props;
  const { t } = useTranslation('composer');
  const [isPreview, setIsPreview] = useState(false);
  useGrowing(field, value, isPreview);
  const mark = (wanted: Mark): void => {
    if (field.current) applyMark(field.current, wanted);
  };
  const hear = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const wanted = event.ctrlKey || event.metaKey ? KEYS[event.key.toLowerCase()] : undefined;
    if (wanted) {
      event.preventDefault();
      mark(wanted);
    } else onKeyDown(event);
  };
  return (
    <>
      {isPreview && (
        <div className="max-h-72 min-h-16 overflow-y-auto px-3 py-2">
          <Markdown text={value} />
        </div>
      )}
      {/* It stays while its look is shown: what is picked meanwhile goes into it. */}
      <textarea
        ref={field}
        aria-label={label}
        placeholder={placeholder}
        dir="auto"
        rows={2}
        value={value}
        maxLength={maxLength}
        {...(list
          ? { 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-activedescendant': list.activeId }
          : {})}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={hear}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0 || !onPasteFiles) return;
          event.preventDefault();
          onPasteFiles(files);
        }}
        className="block max-h-72 min-h-16 w-full resize-none overflow-y-auto bg-transparent px-3 py-2 outline-none"
        hidden={isPreview}
      />
      <div className="flex flex-wrap items-center gap-0.5 p-1.5 pt-0">
        {MARKS.map(({ mark: wanted, icon }) => (
          <IconButton
            key={wanted}
            icon={icon}
            label={t(`marks.${wanted}`)}
            disabled={isPreview}
            // The text keeps the focus and what is selected.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => mark(wanted)}
            className={cx('size-8', wanted !== 'bold' && '@max-md:hidden')}
          />
        ))}
        {tools}
        <IconButton
          icon={Eye}
          label={t('preview')}
          isPressed={isPreview}
          disabled={value.trim() === ''}
          onClick={() => setIsPreview((before) => !before)}
          className="size-8"
        />
        {end}
      </div>
    </>
  );
}

/** As high as its text, up to its limit. */
function useGrowing(field: RefObject<HTMLTextAreaElement | null>, value: string, isPreview: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: its height follows from its text
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [field, value, isPreview]);
}

function applyMark(area: HTMLTextAreaElement, mark: Mark): void {
  const { value: text, selectionStart: start, selectionEnd: end } = area;
  const edit = marked({ text, start, end }, mark);
  area.focus();
  area.setSelectionRange(edit.from, edit.to);
  insertText(area, edit.insert);
  area.setSelectionRange(edit.start, edit.end);
}

/** Writes at the cursor as if it were typed, so that it can be undone. */
export function insertText(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  // The only way to write into the browser's own list of what can be undone.
  if (document.activeElement === area && document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
