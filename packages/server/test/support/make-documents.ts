import { crc32, deflateRawSync } from 'node:zlib';
import { Document, type FileChild, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;
type PdfOptions = ConstructorParameters<typeof PDFDocument>[0];

/** A PDF made by `draw`, as bytes. */
export function makePdf(draw: (pdf: Pdf) => void, options: PdfOptions = {}): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const pdf = new PDFDocument({ size: 'A4', margin: 72, bufferPages: true, ...options });
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk) => chunks.push(chunk));
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    draw(pdf);
    pdf.end();
  });
}

/** A PDF, written by hand, whose Chinese text is in a font that the file names but does not contain. */
export function makePdfWithNamedFont(text: string): Uint8Array {
  const hex = Buffer.from(text, 'utf16le').swap16().toString('hex');
  const drawing = `BT /F1 14 Tf 72 700 Td <${hex}> Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo' +
      '<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800>>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = pdf.length;
  pdf += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  pdf += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return new Uint8Array(Buffer.from(pdf, 'latin1'));
}

/** Prints a head, a foot and a page number on every page drawn so far, as manuals have them. */
export function addPageFurniture(pdf: Pdf, head: string, foot: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would open a new page for the foot.
    const { bottom } = pdf.page.margins;
    pdf.page.margins.bottom = 0;
    pdf.font('Helvetica').fontSize(8);
    pdf.text(head, 72, 36, { lineBreak: false });
    pdf.text(`${foot} · Page ${page + 1} of ${count}`, 72, pdf.page.height - 40, { lineBreak: false });
    pdf.page.margins.bottom = bottom;
  }
}

/** A manual with a title page and `chapters` chapters of `pagesEach` pages, each with head, foot and page number. */
export function makeManual(chapters: number, pagesEach: number): Promise<Uint8Array> {
  return makePdf((pdf) => {
    pdf.fontSize(28).text('Aqua 7 Handbook').fontSize(11).text('Edition of March 2026');
    for (let chapter = 1; chapter <= chapters; chapter += 1) {
      for (let page = 1; page <= pagesEach; page += 1) {
        pdf.addPage();
        if (page === 1) pdf.fontSize(20).text(`${chapter} Chapter about topic ${chapter}`);
        pdf.moveDown().fontSize(14).text(`${chapter}.${page} Section ${page}`);
        pdf.moveDown(0.5).fontSize(10.5);
        for (let index = 1; index <= 5; index += 1)
          pdf.text(manualParagraph(chapter, page, index), { paragraphGap: 9 });
      }
    }
    addPageFurniture(pdf, 'Aqua 7 Handbook', 'Doc. 4711');
  });
}

function manualParagraph(chapter: number, page: number, index: number): string {
  const name = `item ${chapter}-${page}-${index}`;
  return (
    `The ${name} is described here. Check ${name} before every use and write down what you see, since the next person ` +
    `will need it. If ${name} looks worn, order a new one from the shop and do not go on until it has come.`
  );
}

/** A Word file with the given content. */
export async function makeDocx(children: readonly FileChild[]): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children: [...children] }] })));
}

/** Paragraphs and tables for `makeDocx`. */
export const word = {
  title: (text: string) => new Paragraph({ text, heading: HeadingLevel.TITLE }),
  heading: (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 }),
  subheading: (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_2 }),
  text: (text: string) => new Paragraph({ text }),
  bold: (text: string) => new Paragraph({ children: [new TextRun({ text, bold: true })] }),
  bullet: (text: string) => new Paragraph({ text, bullet: { level: 0 } }),
  rightToLeft: (text: string) =>
    new Paragraph({ bidirectional: true, children: [new TextRun({ text, rightToLeft: true })] }),
  table: (rows: readonly (readonly string[])[]) =>
    new Table({
      rows: rows.map(
        (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
      ),
    }),
};

/** A zip archive of the given files, written by hand so that it may also be one that no program would write. */
export function makeZip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const sizes = Buffer.alloc(18);
    sizes.writeUInt16LE(8, 0);
    sizes.writeUInt32LE(crc32(data), 6);
    sizes.writeUInt32LE(packed.length, 10);
    sizes.writeUInt32LE(data.length, 14);
    const nameLength = Buffer.from([name.length, 0, 0, 0]);
    const local = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]),
      sizes,
      nameLength,
      Buffer.from(name),
      packed,
    ]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const versions = Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0, 0, 0]);
    directory.push(Buffer.concat([versions, sizes, nameLength, place, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, entry) => sum + entry.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}
