import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Markdown } from '@tiptap/markdown';
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { Bold, Code, Heading2, Heading3, Italic, Link2, List, ListOrdered, Quote, Redo2, Undo2 } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/button.tsx';
import { isSameText } from './is-same-text.ts';

type RichTextProps = {
  readonly markdown: string;
  /** Changes when another text has come in the place of the one that is edited. */
  readonly replaced: number;
  readonly isReadOnly: boolean;
  readonly labelledBy: string;
  readonly onChange: (markdown: string) => void;
  /** The text holds what this editor would lose: HTML, or Markdown that it does not know. */
  readonly onTooRich: () => void;
};

const EXTENSIONS = [
  StarterKit.configure({ link: { openOnClick: false } }),
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  Markdown,
];

/** Markdown, edited as it will look. */
export function RichText({ markdown, replaced, isReadOnly, labelledBy, onChange, onTooRich }: RichTextProps) {
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: markdown,
    contentType: 'markdown',
    editable: !isReadOnly,
    // Its styles stand in our own sheet: the policy of the page lets no other in.
    injectCSS: false,
    editorProps: { attributes: { class: 'rich-text', dir: 'auto', 'aria-labelledby': labelledBy, role: 'textbox' } },
    onCreate: ({ editor: made }) => !isSameText(markdown, made.getMarkdown()) && onTooRich(),
    onUpdate: ({ editor: changed }) => onChange(changed.getMarkdown()),
  });
  const shown = useRef(replaced);
  const replace = useEffectEvent((): void => {
    if (!editor || shown.current === replaced) return;
    shown.current = replaced;
    const { from } = editor.state.selection;
    editor.commands.setContent(markdown, { contentType: 'markdown', emitUpdate: false });
    editor.commands.setTextSelection(Math.min(from, editor.state.doc.content.size));
    if (!isSameText(markdown, editor.getMarkdown())) onTooRich();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that another text has come, and only then
  useEffect(() => replace(), [replaced]);
  if (!editor) return null;
  return (
    <div className="rounded-md border border-edge bg-surface">
      {!isReadOnly && <Toolbar editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  );
}

const BUTTONS = [
  { name: 'bold', icon: Bold, run: (editor: Editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, run: (editor: Editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'code', icon: Code, run: (editor: Editor) => editor.chain().focus().toggleCode().run() },
  {
    name: 'heading2',
    icon: Heading2,
    run: (editor: Editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'heading3',
    icon: Heading3,
    run: (editor: Editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  { name: 'bulletList', icon: List, run: (editor: Editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: ListOrdered, run: (editor: Editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', icon: Quote, run: (editor: Editor) => editor.chain().focus().toggleBlockquote().run() },
] as const;

function Toolbar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('knowledge');
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      active: BUTTONS.filter(({ name }) => isActive(now, name)).map(({ name }) => name),
      isLink: now.isActive('link'),
    }),
  });
  return (
    <div role="toolbar" aria-label={t('toolbar.label')} className="flex flex-wrap gap-0.5 border-line border-b p-1">
      {BUTTONS.map(({ name, icon, run }) => (
        <IconButton
          key={name}
          icon={icon}
          label={t(`toolbar.${name}`)}
          isPressed={state.active.includes(name)}
          onClick={() => run(editor)}
        />
      ))}
      <IconButton
        icon={Link2}
        label={t('toolbar.link')}
        isPressed={state.isLink}
        onClick={() => setLink(editor, t('toolbar.address'))}
      />
      <IconButton icon={Undo2} label={t('toolbar.undo')} onClick={() => editor.chain().focus().undo().run()} />
      <IconButton icon={Redo2} label={t('toolbar.redo')} onClick={() => editor.chain().focus().redo().run()} />
    </div>
  );
}

const isActive = (editor: Editor, name: string): boolean =>
  name.startsWith('heading') ? editor.isActive('heading', { level: Number(name.at(-1)) }) : editor.isActive(name);

/** Asks for the address; an empty one takes the link away. */
function setLink(editor: Editor, question: string): void {
  const { href = '' } = editor.getAttributes('link') as { href?: string };
  const address = window.prompt(question, href);
  if (address === null) return;
  const chain = editor.chain().focus().extendMarkRange('link');
  if (address.trim() === '') chain.unsetLink().run();
  else chain.setLink({ href: address.trim() }).run();
}
