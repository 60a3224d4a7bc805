/** A text with what is selected of it, in UTF-16 units. */
export type Selected = { readonly text: string; readonly start: number; readonly end: number };

/** Replaces a stretch of the text, and says what is selected then. */
export type Edit = {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
};

export type Mark = 'bold' | 'italic' | 'link' | 'list' | 'code';

/** Puts Markdown around what is selected, or takes it away again where it is there. */
export function marked(selected: Selected, mark: Mark): Edit {
  switch (mark) {
    case 'bold':
      return wrapped(selected, '**');
    case 'italic':
      return wrapped(selected, '_');
    case 'code':
      return selected.text.slice(selected.start, selected.end).includes('\n')
        ? fenced(selected)
        : wrapped(selected, '`');
    case 'link':
      return linked(selected);
    case 'list':
      return listed(selected);
  }
}

function wrapped({ text, start, end }: Selected, sign: string): Edit {
  const inner = text.slice(start, end);
  const size = sign.length;
  const isMarked = text.slice(start - size, start) === sign && text.slice(end, end + size) === sign;
  if (isMarked) {
    return { from: start - size, to: end + size, insert: inner, start: start - size, end: end - size };
  }
  return { from: start, to: end, insert: `${sign}${inner}${sign}`, start: start + size, end: end + size };
}

function fenced({ text, start, end }: Selected): Edit {
  const insert = `\`\`\`\n${text.slice(start, end)}\n\`\`\``;
  return { from: start, to: end, insert, start: start + 4, end: end + 4 };
}

const ADDRESS = 'https://';

/** The address is selected then: it is what is still missing. */
function linked({ text, start, end }: Selected): Edit {
  const label = text.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(label);
  const insert = isAddress ? `[](${label})` : `[${label}](${ADDRESS})`;
  const at = isAddress ? start + 1 : start + label.length + 3;
  return { from: start, to: end, insert, start: at, end: isAddress ? at : at + ADDRESS.length };
}

/** Whole lines become items, or plain lines again. */
function listed({ text, start, end }: Selected): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const isList = lines.every((line) => line.startsWith('- '));
  const insert = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n');
  return { from, to, insert, start: lines.length === 1 ? from + insert.length : from, end: from + insert.length };
}
