import { withoutBidiControls } from '@parley/protocol';
import type { ComponentChildren } from 'preact';
import { inlineNodes } from './inline-nodes.tsx';
import { tableNodes, tableRows } from './table-nodes.tsx';

/** Longer or deeper texts are shown as they were written: nobody reads them, and a page must not stand still for them. */
const MAX_LENGTH = 50_000;
const MAX_DEPTH = 8;

/** Markdown as nodes. Nothing in it becomes markup of the page: HTML is shown as text, and images are links. */
export function markdownNodes(markdown: string, opensTab = ''): ComponentChildren {
  const text = withoutBidiControls(markdown).replaceAll('\r\n', '\n').replaceAll('\t', '    ');
  if (text.length > MAX_LENGTH) return <p class="pre">{text}</p>;
  return blockNodes(text.split('\n'), { depth: 0, opensTab });
}

type Place = { readonly depth: number; readonly opensTab: string };
type Found = { readonly node: ComponentChildren; readonly end: number };

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*$/;
const RULE = /^ {0,3}([-*_])( *\1){2,} *$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( *)([-*+]|\d{1,9}[.)])( +|$)/;
const BLANK = /^\s*$/;
const STARTS = [FENCE, HEADING, RULE, QUOTE, ITEM];

function blockNodes(lines: readonly string[], place: Place): ComponentChildren {
  if (place.depth > MAX_DEPTH) return <p class="pre">{lines.join('\n')}</p>;
  const nodes: ComponentChildren[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = BLANK.test(lines[at] ?? '') ? { node: null, end: at + 1 } : block(lines, at, place);
    if (found.node !== null) nodes.push(found.node);
    at = found.end;
  }
  return nodes;
}

function block(lines: readonly string[], at: number, place: Place): Found {
  const line = lines[at] ?? '';
  if (FENCE.test(line)) return fenced(lines, at);
  const heading = HEADING.exec(line);
  if (heading) {
    const inner = inlineNodes(heading[1] ?? '', place);
    return {
      node: (
        <p dir="auto" class="heading">
          <strong>{inner}</strong>
        </p>
      ),
      end: at + 1,
    };
  }
  if (RULE.test(line)) return { node: <hr />, end: at + 1 };
  if (QUOTE.test(line)) return quote(lines, at, place);
  if (ITEM.test(line)) return list(lines, at, place);
  const rows = tableRows(lines, at);
  if (rows) return { node: tableNodes(rows, (cell) => inlineNodes(cell, place)), end: at + rows.length };
  return paragraph(lines, at, place);
}

function fenced(lines: readonly string[], at: number): Found {
  const fence = FENCE.exec(lines[at] ?? '')?.[1] ?? '';
  let end = at + 1;
  while (end < lines.length && !(lines[end] ?? '').trim().startsWith(fence)) end += 1;
  return {
    node: (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: code that is wider than the bubble is scrolled with the keyboard
      <pre dir="ltr" tabIndex={0}>
        <code>{lines.slice(at + 1, end).join('\n')}</code>
      </pre>
    ),
    end: end + 1,
  };
}

function quote(lines: readonly string[], at: number, place: Place): Found {
  let end = at + 1;
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(QUOTE, ''));
  return { node: <blockquote>{blockNodes(inner, { ...place, depth: place.depth + 1 })}</blockquote>, end };
}

function paragraph(lines: readonly string[], at: number, place: Place): Found {
  let end = at + 1;
  while (end < lines.length && !isStart(lines[end] ?? '') && !tableRows(lines, end)) end += 1;
  const text = lines.slice(at, end).map((line) => line.trim());
  return { node: <p dir="auto">{inlineNodes(text.join('\n'), place)}</p>, end };
}

const isStart = (line: string): boolean => BLANK.test(line) || STARTS.some((start) => start.test(line));

const TASK = /^\[([ xX])\] /;

function list(lines: readonly string[], at: number, place: Place): Found {
  const first = ITEM.exec(lines[at] ?? '');
  const isOrdered = /\d/.test(first?.[2] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const items: ComponentChildren[] = [];
  let next = at;
  while (next < lines.length) {
    const match = ITEM.exec(lines[next] ?? '');
    const isNext =
      match &&
      (match[1]?.length ?? 0) < indent + 2 &&
      /\d/.test(match[2] ?? '') === isOrdered &&
      !RULE.test(lines[next] ?? '');
    if (!isNext) break;
    const end = itemEnd(lines, next + 1, match[1]?.length ?? 0);
    items.push(<li dir="auto">{item(lines.slice(next, end), match[0].length, place)}</li>);
    next = end;
  }
  const start = Number.parseInt(first?.[2] ?? '1', 10);
  return { node: isOrdered ? <ol start={start}>{items}</ol> : <ul>{items}</ul>, end: next };
}

/** An item has all that is indented more than its sign, over blank lines too, and the rest of its paragraph. */
function itemEnd(lines: readonly string[], from: number, indent: number): number {
  let end = from;
  let isLoose = false;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const isInside = line.search(/\S/) >= indent + 2;
    if (BLANK.test(line)) isLoose = true;
    else if (isInside || (!isLoose && !isStart(line))) end = at + 1;
    else return ITEM.test(line) ? at : end;
  }
  return end;
}

function item([first = '', ...others]: readonly string[], width: number, place: Place): ComponentChildren {
  const inner = [first.slice(width), ...others.map((line) => line.replace(new RegExp(`^ {0,${width}}`), ''))];
  const task = TASK.exec(inner[0] ?? '');
  if (task) inner[0] = `${task[1] === ' ' ? '☐' : '☑'} ${inner[0]?.slice(4)}`;
  const isTight = inner.every((line) => !isStart(line));
  return isTight
    ? inlineNodes(inner.map((line) => line.trim()).join('\n'), place)
    : blockNodes(inner, { ...place, depth: place.depth + 1 });
}
