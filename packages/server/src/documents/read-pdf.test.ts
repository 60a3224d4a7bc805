import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeManual, makePdf, makePdfWithNamedFont } from '../../test/support/make-documents.ts';
import { read, readOne, refusal } from '../../test/support/read-fixture.ts';

describe('a PDF', () => {
  it('becomes one article per chapter, without what every page repeats', async () => {
    const documents = await read('aqua.pdf', await makeManual(12, 5));
    expect(documents.map((document) => document.title)).toEqual(
      Array.from({ length: 12 }, (_, index) => `${index + 1} Chapter about topic ${index + 1}`),
    );
    const text = documents.map((document) => document.content).join('\n');
    expect(text).not.toMatch(/Aqua 7 Handbook|Doc\. 4711|Page \d+ of/);
    expect(documents[0]?.content).toContain('## 1.1 Section 1');
    expect(documents[0]?.content).toContain(
      'Check item 1-1-1 before every use and write down what you see, since the next person will need it.',
    );
    expect(text.match(/is described here/g)).toHaveLength(300);
  });

  it('keeps a table line by line with its columns, also cells of several lines', async () => {
    const pdf = await makePdf((page) => {
      page.fontSize(18).text('Error codes').fontSize(10).text('What the display shows and what to do about it.');
      page.moveDown().table({
        columnStyles: [60, 260, '*'],
        data: [
          ['Code', 'Meaning', 'Remedy'],
          [
            'E01',
            'The water tank is empty, or it does not sit on its valve as it should, so that no water flows',
            'Fill it',
          ],
          ['E02', 'The drip tray is full', 'Empty it'],
        ],
      });
      page.moveDown().text('Write to us about any other code.');
    });
    const { title, content } = await readOne('errors.pdf', pdf);
    expect(title).toBe('Error codes');
    expect(content).toContain('| Code | Meaning | Remedy |\n| --- | --- | --- |');
    expect(content).toMatch(
      /\| E01 \| The water tank is empty, or it does not sit on its valve as it should, so that no water flows \| Fill it \|/,
    );
    expect(content).toContain('| E02 | The drip tray is full | Empty it |');
    expect(content).toContain('\n\nWrite to us about any other code.');
  });

  it('tells the columns of a narrow table apart, which no single row shows', async () => {
    const pdf = await makePdf((page) => {
      page.fontSize(10);
      const rows = [
        ['Hardness', 'Degrees', 'Descale every'],
        ['1, soft', 'below 7', '6 months'],
        ['4, very hard', 'above 21', '1 month'],
      ];
      for (const [index, row] of rows.entries()) {
        for (const [column, text] of row.entries()) {
          page.text(text, 72 + column * 66, 100 + index * 16, { lineBreak: false });
        }
      }
    });
    expect((await readOne('narrow.pdf', pdf)).content).toBe(
      '| Hardness | Degrees | Descale every |\n| --- | --- | --- |\n| 1, soft | below 7 | 6 months |\n| 4, very hard | above 21 | 1 month |',
    );
  });

  it('leaves out the table of contents, but no table of figures', async () => {
    const names = ['Safety', 'Installation', 'First use', 'Cleaning', 'Descaling', 'Error codes', 'Warranty'];
    const pdf = await makePdf((page) => {
      page.fontSize(16).text('Contents').fontSize(10);
      names.forEach((name, index) => {
        page.text(`${name} ${'. '.repeat(40)} ${index + 2}`);
      });
      for (const name of names) page.addPage().fontSize(16).text(name).fontSize(10).text(`All about it: ${name}.`);
      page.moveDown().table({
        columnStyles: [200, '*'],
        data: [
          ['Part', 'Months'],
          ['Pump', '24'],
          ['Seal', '6'],
          ['Grinder', '12'],
        ],
      });
    });
    const { content } = await readOne('contents.pdf', pdf);
    expect(content).not.toMatch(/\. \. \.|Contents/);
    expect(content).toContain('All about it: Cleaning.');
    expect(content).toContain('| Grinder | 12 |');
  });

  it('makes divided words and paragraphs whole', async () => {
    const pdf = await makePdf((page) => {
      page.fontSize(11);
      for (const line of [
        'Please read the safety in-',
        'structions. A well-known fault of self-',
        'service machines is dirt. Our self-service',
        'points are clean.',
      ])
        page.text(line);
      page
        .moveDown()
        .text('Die Gerätegröße ändert sich nicht: Sicherheits-')
        .text('und Gebrauchshinweise für Gemüse-')
        .text('händler.');
    });
    const { content } = await readOne('words.pdf', pdf);
    expect(content).toBe(
      'Please read the safety instructions. A well-known fault of self-service machines is dirt. Our self-service points are clean.\n\n' +
        'Die Gerätegröße ändert sich nicht: Sicherheits- und Gebrauchshinweise für Gemüsehändler.',
    );
  });

  it('keeps lists as lists and columns of text apart', async () => {
    const pdf = await makePdf((page) => {
      page
        .fontSize(11)
        .text('You need:')
        .text('• a cloth')
        .text('• warm water')
        .moveDown()
        .text('1. Switch it off.')
        .text('2. Wipe it.');
      const left = 'left column text that fills its lines one after the other until it ends. '.repeat(6);
      const right = 'right column words which stand beside it and must not be mixed in at all. '.repeat(6);
      page.text(left, 72, 300, { width: 200 }).text(right, 320, 300, { width: 200 });
    });
    const { content } = await readOne('lists.pdf', pdf);
    expect(content).toContain('- a cloth\n- warm water');
    expect(content).toContain('1. Switch it off.\n2. Wipe it.');
    expect(content.replace(/\s+/g, ' ')).toContain('until it ends. left column text');
    expect(content).not.toMatch(/left column\b[^.]*right column/);
  });

  it('is refused when it is encrypted, cut off, a scan or no PDF at all', async () => {
    const whole = await makePdf((page) => void page.text('Secret text'), { userPassword: 'hush' });
    expect(await refusal('locked.pdf', whole)).toMatch(/protected by a password/);
    const manual = await makeManual(2, 2);
    expect(await refusal('half.pdf', manual.slice(0, 300))).toMatch(/damaged or incomplete/);
    expect(
      await refusal('scan.pdf', await makePdf((page) => void page.rect(50, 50, 300, 300).fill('#888888'))),
    ).toMatch(/is a scan/);
    expect(await refusal('picture.pdf', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]))).toMatch(
      /PNG image/,
    );
    expect(await refusal('notes.pdf', 'just some notes')).toMatch(/is not a PDF/);
  });

  it('keeps Chinese when the file contains its font, and is refused when it does not', async () => {
    const font = [
      '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
      '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc',
    ].find(existsSync);
    // Without its character maps, which it would have to fetch, pdf.js cannot read a font that is only named.
    expect(await refusal('named-font.pdf', makePdfWithNamedFont('退货政策'))).toMatch(/does not contain its fonts/);
    if (font === undefined)
      return console.info('Not run: embedded Chinese text, since this machine has no Chinese font.');
    const pdf = await makePdf((page) => page.font(font).fontSize(12).text('退货政策:三十天内可退货。'));
    expect((await readOne('chinese.pdf', pdf)).content).toContain('退货政策');
  });
});
