// Makes the PDF manual and the Word policy of docs/guide/documents from their texts in docs/guide/document-sources:
//   npx node scripts/make-guide-documents.ts
import { readFile, writeFile } from 'node:fs/promises';
import { addPageFurniture, makeDocx, makePdf, word } from '../packages/server/test/support/make-documents.ts';

type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'figure'; readonly text: string }
  | { readonly kind: 'bullets'; readonly items: readonly string[] }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

type Pdf = Parameters<Parameters<typeof makePdf>[0]>[0];

const here = (name: string) => new URL(`../docs/guide/documents/${name}`, import.meta.url);
const MARGIN = 56;
const BODY = 11.5;

await writeFile(here('lumo-3-manual.pdf'), await manual(await blocksOf('../document-sources/lumo-3-manual.md')));
await writeFile(
  here('warranty-and-privacy-policy.docx'),
  await policy(await blocksOf('../document-sources/warranty-and-privacy-policy.md')),
);

/** The little Markdown that the sources use: headings, paragraphs, lists, tables without rule, figures. */
async function blocksOf(name: string): Promise<Block[]> {
  const text = await readFile(here(name), 'utf8');
  return text
    .trim()
    .split(/\n{2,}/)
    .map((block): Block => {
      const lines = block.split('\n');
      const heading = /^(#+) (.*)$/.exec(block);
      if (heading !== null) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
      if (block.startsWith('![')) return { kind: 'figure', text: block.slice(2, -1) };
      if (block.startsWith('| ')) return { kind: 'table', rows: lines.map((line) => line.slice(2, -2).split(' | ')) };
      if (block.startsWith('- ')) return { kind: 'bullets', items: lines.map((line) => line.slice(2)) };
      if (/^1\. /.test(block)) return { kind: 'steps', items: lines };
      return { kind: 'paragraph', text: block };
    });
}

function manual(blocks: readonly Block[]): Promise<Uint8Array> {
  const draw = (pdf: Pdf) => {
    titlePage(pdf);
    contents(pdf, blocks, new Map());
    const pages = new Map<string, number>();
    for (const block of blocks) drawBlock(pdf, block, pages);
    const last = pdf.bufferedPageRange().count;
    pdf.switchToPage(1);
    contents(pdf, blocks, pages);
    pdf.switchToPage(last - 1);
    addPageFurniture(pdf, 'Lumo 3 · Operating manual', 'LM3-EN-2026-03');
  };
  const info = { Title: 'Lumo 3 operating manual', Author: 'Lumo Coffee Works', CreationDate: new Date('2026-03-01') };
  return makePdf(draw, { size: 'A5', margin: MARGIN, lang: 'en', info });
}

function titlePage(pdf: Pdf): void {
  pdf.rect(MARGIN, 120, pdf.page.width - 2 * MARGIN, 220).stroke();
  pdf.font('Helvetica-Bold').fontSize(34).text('Lumo 3', MARGIN, 370);
  pdf
    .font('Helvetica')
    .fontSize(11)
    .text('Espresso machine with grinder')
    .text('Operating manual · English · March 2026');
  pdf.addPage();
}

/** Drawn twice on its page: first only to keep the page, then with the numbers that are known at the end. */
function contents(pdf: Pdf, blocks: readonly Block[], pages: ReadonlyMap<string, number>): void {
  if (pages.size === 0) return;
  pdf.font('Helvetica-Bold').fontSize(20).text('Contents', MARGIN, MARGIN).moveDown();
  pdf.font('Helvetica').fontSize(BODY);
  for (const block of blocks) {
    if (block.kind !== 'heading' || block.level !== 1) continue;
    const y = pdf.y;
    const number = String(pages.get(block.text) ?? '');
    pdf.text(block.text, MARGIN, y);
    pdf.text(number, pdf.page.width - MARGIN - pdf.widthOfString(number), y).moveDown(0.6);
  }
}

function drawBlock(pdf: Pdf, block: Block, pages: Map<string, number>): void {
  const gap = { paragraphGap: 9, lineGap: 4 };
  if (block.kind === 'heading') {
    if (block.level === 1) {
      pdf.addPage();
      pages.set(block.text, pdf.bufferedPageRange().count);
    } else keepTogether(pdf, 150);
    pdf
      .moveDown(block.level === 1 ? 0 : 0.5)
      .font('Helvetica-Bold')
      .fontSize(block.level === 1 ? 22 : 14.5);
    pdf.text(block.text, MARGIN, pdf.y, { paragraphGap: block.level === 1 ? 14 : 6 });
    pdf.font('Helvetica').fontSize(BODY);
  } else if (block.kind === 'figure') {
    keepTogether(pdf, 240);
    pdf.rect(MARGIN, pdf.y, pdf.page.width - 2 * MARGIN, 190).stroke();
    pdf
      .fontSize(9)
      .text(block.text, MARGIN, pdf.y + 198, { paragraphGap: 10 })
      .fontSize(BODY);
  } else if (block.kind === 'table') drawTable(pdf, block.rows);
  else if (block.kind === 'paragraph') drawParagraph(pdf, block.text, gap);
  else
    for (const item of block.items)
      pdf.text(block.kind === 'steps' ? item : `• ${item}`, MARGIN, pdf.y, { ...gap, paragraphGap: 4 });
}

function drawParagraph(pdf: Pdf, text: string, gap: { readonly paragraphGap: number; readonly lineGap: number }): void {
  const [, bold, rest] = /^\*\*(.+?)\*\*([\s\S]*)$/.exec(text) ?? [];
  if (bold === undefined || rest === undefined) pdf.text(text, MARGIN, pdf.y, gap);
  else
    pdf
      .font('Helvetica-Bold')
      .text(bold, MARGIN, pdf.y, { ...gap, continued: true })
      .font('Helvetica')
      .text(rest, gap);
}

function drawTable(pdf: Pdf, rows: readonly (readonly string[])[]): void {
  const width = pdf.page.width - 2 * MARGIN;
  const longest = (column: number) => Math.max(...rows.map((row) => Math.min(34, (row[column] ?? '').length + 3)));
  const weights = (rows[0] ?? []).map((_, column) => longest(column));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  pdf.moveDown(0.3).fontSize(10);
  pdf.table({ columnStyles: weights.map((weight) => Math.floor((width * weight) / total)), data: rows });
  pdf.fontSize(BODY).moveDown(0.8);
}

function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGIN) pdf.addPage();
}

function policy(blocks: readonly Block[]): Promise<Uint8Array> {
  return makeDocx(blocks.flatMap(wordParts));
}

function wordParts(block: Block): Parameters<typeof makeDocx>[0] {
  switch (block.kind) {
    case 'heading':
      return [[word.title, word.heading, word.subheading][block.level - 1]?.(block.text) ?? word.text(block.text)];
    case 'table':
      return [word.table(block.rows)];
    case 'bullets':
      return block.items.map(word.bullet);
    case 'steps':
      return block.items.map(word.text);
    default:
      return [word.text(block.text)];
  }
}
