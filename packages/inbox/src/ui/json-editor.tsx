import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { getNonce } from 'get-nonce';
import { useEffect, useEffectEvent, useRef } from 'react';

type JsonEditorProps = {
  readonly label: string;
  /** What it begins with; what is typed is told by `onChange`. */
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onChange: (text: string) => void;
};

const THEME = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '0.8125rem', maxHeight: '60vh' },
  '.cm-gutters': { backgroundColor: 'var(--canvas)', color: 'var(--soft)', border: 'none' },
  '.cm-content': { caretColor: 'var(--ink)', fontFamily: 'var(--font-mono)' },
  '&.cm-focused': { outline: '2px solid var(--accent)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)' },
});

/** JSON with line numbers and a mark where it is wrong. Tab leaves it, as everywhere else. */
export function JsonEditor({ label, text, isReadOnly, onChange }: JsonEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const change = useEffectEvent(onChange);
  const begin = useEffectEvent((parent: HTMLElement) => {
    const extensions = [
      lineNumbers(),
      history(),
      json(),
      linter(jsonParseLinter()),
      lintGutter(),
      bracketMatching(),
      indentOnInput(),
      keymap.of([...defaultKeymap, ...historyKeymap, ...lintKeymap]),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(getNonce() ?? ''),
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorState.readOnly.of(isReadOnly),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) change(update.state.doc.toString());
      }),
      THEME,
    ];
    return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  });
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const view = begin(parent);
    return () => view.destroy();
  }, []);
  return <div dir="ltr" ref={place} className="overflow-hidden rounded-md border border-edge" />;
}
