import type { MarkdownDocument, ReadDocument } from './document.ts';
import { DOCUMENT_LIMITS, titleFromFileName, unreadable } from './document.ts';
import { describeMarkdown, plainTitle } from './markdown-text.ts';

/** A file up to this length stays one article, and no article is longer than `ARTICLE_MAX` if it can be split. */
const WHOLE_MAX = 8_000;
const ARTICLE_MAX = 14_000;
/** A preamble shorter than this is no article of its own: it stays with the first chapter. */
const PREAMBLE_MIN = 400;
const TITLE_MAX = 200;

type Section = { readonly level: number; readonly heading: string; readonly body: string };
type Part = { readonly title: string; readonly content: string };

/** Splits a file's Markdown into articles by its chapters; short files stay one. Throws for a file without text. */
export function splitMarkdown(document: MarkdownDocument, fileName: string): ReadDocument[] {
  const sections = sectionsOf(document.markdown);
  const heading = titleHeading(sections, document.title);
  const title = document.title || plainTitle(heading?.heading ?? '') || titleFromFileName(fileName);
  const body = sections.map((section) => (section === heading ? { ...section, level: 0, heading: '' } : section));
  const parts = partsOf(mergeUntitled(body), title).filter((part) => part.content !== '');
  if (parts.length === 0) throw unreadable(fileName, 'contains no text.');
  if (parts.length > DOCUMENT_LIMITS.articles) {
    throw unreadable(
      fileName,
      `would become ${parts.length} articles; at most ${DOCUMENT_LIMITS.articles} fit. Split the file.`,
    );
  }
  return parts.map((part) => ({
    title: clip(part.title),
    content: part.content,
    description: (parts.length === 1 ? document.description : undefined) ?? describeMarkdown(part.content),
    language: document.language ?? null,
    ...(document.tags !== undefined && document.tags.length > 0 ? { tags: document.tags } : {}),
  }));
}

/** The heading that is the document's title, not a chapter: the only one of the first level, before all others. */
function titleHeading(sections: readonly Section[], title: string): Section | undefined {
  const [first, ...others] = sections.filter((section) => section.level > 0);
  if (first === undefined || first.level !== 1 || others.some((section) => section.level === 1)) return undefined;
  const [heading, known] = [plainTitle(first.heading).toLowerCase(), title.toLowerCase()];
  return known === '' || known.includes(heading) || heading.includes(known) ? first : undefined;
}

function sectionsOf(markdown: string): Section[] {
  const sections: { level: number; heading: string; lines: string[] }[] = [{ level: 0, heading: '', lines: [] }];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const current = sections.at(-1);
    const mark: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== null) fence = mark?.startsWith(fence) ? null : fence;
    else if (mark !== undefined) fence = mark;
    const atx = fence === null ? /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line) : null;
    const setext = fence === null && mark === undefined ? /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1] : undefined;
    const above = current?.lines.at(-1) ?? '';
    const alone = (current?.lines.at(-2) ?? '').trim() === '' && /^[^\s|>#*+-]/.test(above);
    if (atx !== null)
      sections.push({
        level: atx[1]?.length ?? 1,
        heading: (atx[2] ?? '')
          .trim()
          .replace(/(?:^|[ \t])#+$/, '')
          .trim(),
        lines: [],
      });
    else if (setext !== undefined && setext.length > 1 && alone) {
      current?.lines.pop();
      sections.push({ level: setext.startsWith('=') ? 1 : 2, heading: above.trim(), lines: [] });
    } else current?.lines.push(line);
  }
  return sections.map(({ level, heading, lines }) => ({ level, heading, body: lines.join('\n').trim() }));
}

/** Text before the first heading, the title's own text, and nothing else, are one section of level 0. */
function mergeUntitled(sections: readonly Section[]): Section[] {
  const merged: Section[] = [];
  for (const section of sections) {
    const last = merged.at(-1);
    if (section.level === 0 && last !== undefined) {
      merged[merged.length - 1] = { ...last, body: `${last.body}\n\n${section.body}`.trim() };
    } else merged.push(section);
  }
  return merged;
}

function partsOf(sections: readonly Section[], title: string): Part[] {
  const whole = render(sections);
  const level = chapterLevel(sections);
  if (whole.length <= WHOLE_MAX) return [{ title, content: whole }];
  if (level === null) return splitByParagraphs({ title, content: whole });
  const [preamble, ...chapters] = groupsAt(sections, level);
  const opening = render(preamble ?? []);
  return chapters.flatMap((chapter, index) => {
    const [head, ...rest] = chapter;
    const body = [{ level: 0, heading: '', body: head?.body ?? '' }, ...rest];
    const name = plainTitle(head?.heading ?? '') || title;
    const parts = splitChapter(body, name);
    if (index > 0 || opening === '') return parts;
    if (opening.length >= PREAMBLE_MIN) return [...splitByParagraphs({ title, content: opening }), ...parts];
    return parts.map((part, at) => (at === 0 ? { ...part, content: `${opening}\n\n${part.content}`.trim() } : part));
  });
}

/** The level whose headings are the chapters: the highest that occurs more than once. */
function chapterLevel(sections: readonly Section[]): number | null {
  for (let level = 1; level <= 6; level += 1) {
    if (sections.filter((section) => section.level === level).length > 1) return level;
  }
  return null;
}

/** The sections before the first heading of `level` or above, then one group per such heading. */
function groupsAt(sections: readonly Section[], level: number): Section[][] {
  const groups: Section[][] = [[]];
  for (const section of sections) {
    if (section.level > 0 && section.level <= level) groups.push([section]);
    else groups.at(-1)?.push(section);
  }
  return groups;
}

function splitChapter(sections: readonly Section[], title: string): Part[] {
  const whole = render(sections);
  const level = chapterLevel(sections);
  if (whole.length <= ARTICLE_MAX) return [{ title, content: whole }];
  if (level === null) return splitByParagraphs({ title, content: whole });
  const parts: Part[] = [];
  for (const group of groupsAt(sections, level)) {
    const content = render(group);
    const last = parts.at(-1);
    if (last !== undefined && last.content.length + content.length <= ARTICLE_MAX) {
      parts[parts.length - 1] = { ...last, content: `${last.content}\n\n${content}`.trim() };
    } else {
      const name = plainTitle(group[0]?.heading ?? '');
      parts.push(...splitByParagraphs({ title: name === '' ? title : `${title}: ${name}`, content }));
    }
  }
  return parts;
}

function splitByParagraphs(part: Part): Part[] {
  const pieces: string[] = [];
  for (const block of part.content.split(/\n{2,}/).flatMap(hardWrap)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + block.length <= ARTICLE_MAX)
      pieces[pieces.length - 1] = `${last}\n\n${block}`;
    else pieces.push(block);
  }
  if (pieces.length < 2) return [part];
  return pieces.map((content, index) => ({ title: `${part.title} (${index + 1} of ${pieces.length})`, content }));
}

/** Cuts a block that is too long for an article, at its line ends or, in a text without any, where the limit falls. */
function hardWrap(block: string): string[] {
  if (block.length <= ARTICLE_MAX) return [block];
  const pieces: string[] = [''];
  for (const line of block
    .split('\n')
    .flatMap((long) => long.match(/[\s\S]{1,12000}(?=\s|$)|[\s\S]{1,12000}/g) ?? [''])) {
    const last = pieces.at(-1) ?? '';
    if (last.length + line.length <= ARTICLE_MAX) pieces[pieces.length - 1] = last === '' ? line : `${last}\n${line}`;
    else pieces.push(line);
  }
  return pieces;
}

/** The article's own title is its first-level heading, so the highest heading inside it becomes the second level. */
function render(sections: readonly Section[]): string {
  const levels = sections.map((section) => section.level).filter((level) => level > 0);
  const shift = 2 - Math.min(...levels);
  return sections
    .map(({ level, heading, body }) =>
      level === 0 ? body : `${'#'.repeat(level + shift)} ${heading}\n\n${body}`.trim(),
    )
    .filter((text) => text !== '')
    .join('\n\n');
}

function clip(title: string): string {
  return title.length <= TITLE_MAX ? title : `${title.slice(0, TITLE_MAX - 1).trimEnd()}…`;
}
