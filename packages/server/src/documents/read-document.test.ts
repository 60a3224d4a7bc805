import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { makeDocx, makeManual, makeZip, word } from '../../test/support/make-documents.ts';
import { read, readOne, refusal } from '../../test/support/read-fixture.ts';
import { parseInWorker } from './parse-in-worker.ts';

describe('a Word file', () => {
  it('keeps its title, headings, lists and tables', async () => {
    const docx = await makeDocx([
      word.title('Warranty policy'),
      word.heading('Duration'),
      word.text('Two years from the day of delivery.'),
      word.heading('What is covered'),
      word.bullet('Pump'),
      word.bullet('Boiler'),
      word.table([
        ['Part', 'Months'],
        ['Pump', '24'],
        ['Seal | ring', '6'],
      ]),
    ]);
    expect(await readOne('policy.docx', docx)).toEqual({
      title: 'Warranty policy',
      content:
        '## Duration\n\nTwo years from the day of delivery.\n\n## What is covered\n\n- Pump\n- Boiler\n\n' +
        '| Part | Months |\n| --- | --- |\n| Pump | 24 |\n| Seal \\| ring | 6 |',
      description: 'Two years from the day of delivery.',
      language: null,
    });
  });

  it('keeps Arabic and Chinese', async () => {
    const docx = await makeDocx([
      word.heading('سياسة الإرجاع'),
      word.rightToLeft('يمكنك إرجاع المنتج خلال ثلاثين يومًا.'),
      word.text('退货政策:三十天内可退货。'),
    ]);
    const { title, content } = await readOne('arabic.docx', docx);
    expect(title).toBe('سياسة الإرجاع');
    expect(content).toBe('يمكنك إرجاع المنتج خلال ثلاثين يومًا.\n\n退货政策:三十天内可退货。');
  });

  it('is refused when it unpacks to too much, is damaged, or is another archive', async () => {
    const bomb = makeZip({ 'word/document.xml': '<a/>', 'word/media/a.bin': new Uint8Array(210 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal('bomb.docx', bomb)).toMatch(/unpacks to more than 200 MB/);
    expect(await refusal('cut.docx', (await makeDocx([word.text('x')])).slice(0, 900))).toMatch(
      /damaged or incomplete/,
    );
    expect(await refusal('odd.docx', makeZip({ 'word/document.xml': '<a/>' }))).toMatch(/damaged/);
    expect(await refusal('photos.zip', makeZip({ 'a.txt': 'hello' }))).toMatch(/not a Word document/);
    expect(await refusal('prices.xlsx', makeZip({ 'xl/workbook.xml': '<a/>' }))).toMatch(/CSV/);
    expect(await refusal('locked.docx', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toMatch(
      /password-protected/,
    );
  });

  it('never resolves an entity that its XML declares', async () => {
    const document =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY own SYSTEM "file:///etc/hostname"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>' +
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Own: &own; &b;</w:t></w:r></w:p></w:body></w:document>';
    const types =
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
    const docx = makeZip({ '[Content_Types].xml': types, 'word/document.xml': document });
    const outcome = await read('xxe.docx', docx).then(
      (documents) => documents[0]?.content ?? '',
      (error: Error) => error.message,
    );
    expect(outcome).not.toContain('lollollol');
    expect(outcome).not.toContain(hostname());
  });
});

describe('a web page', () => {
  it('is read for its main content, without navigation, footer and scripts', async () => {
    const html = `<!doctype html><html lang="de-AT"><head><title>Versand &amp; Lieferung | Lumo</title><script>alert(1)</script></head>
      <body><header>Kopf</header><nav><a href="/">Start</a></nav><main><h1>Versand &amp; Lieferung</h1>
      <p>Wir liefern <b>schnell </b>und mit <a href="javascript:alert(1)">Sorgfalt</a>, siehe <a href="/preise">Preise</a>.</p>
      <ol><li>Bestellen<ul><li>online</li></ul></li><li>Warten</li></ol>
      <table><caption>Kosten</caption><tr><th>Land</th><th>Preis</th></tr><tr><td rowspan="2">Österreich</td><td>4 €</td></tr><tr><td>9 € Express</td></tr></table>
      </main><footer>Impressum</footer></body></html>`;
    expect(await readOne('page.html', html)).toEqual({
      title: 'Versand & Lieferung',
      content:
        'Wir liefern **schnell** und mit Sorgfalt, siehe [Preise](/preise).\n\n1. Bestellen\n   - online\n2. Warten\n\n' +
        '**Kosten**\n\n| Land | Preis |\n| --- | --- |\n| Österreich | 4 € |\n| Österreich | 9 € Express |',
      description: 'Wir liefern schnell und mit Sorgfalt, siehe Preise.',
      language: 'de',
    });
  });

  it('is recognised by its content and refused when it is nested absurdly deep', async () => {
    expect((await readOne('page.txt', '<!DOCTYPE html><p>One</p>')).content).toBe('One');
    expect(await refusal('deep.html', `<html>${'<div>'.repeat(5000)}x`)).toMatch(/nested too deeply/);
    expect(await refusal('deeper.html', `<html>${'<b>'.repeat(300_000)}x`)).toMatch(/nested too deeply/);
  });
});

describe('a CSV file', () => {
  it('becomes rows that name their columns, whatever its delimiter, quotes and byte order mark', async () => {
    const csv = '\ufeffArticle;Price (EUR);Note\r\n"Grinder ""Mola""; black";149,00;\r\nCup;9,50;"two\nlines"\r\n';
    expect(await readOne('price_list.csv', csv)).toMatchObject({
      title: 'Price list',
      content:
        '- Article: Grinder "Mola"; black; Price (EUR): 149,00\n- Article: Cup; Price (EUR): 9,50; Note: two lines',
    });
    expect((await readOne('a.tsv', 'Name\tPrice\nCup\t1,5\n')).content).toBe('- Name: Cup; Price: 1,5');
    expect((await readOne('plain.csv', 'Name,Price\n"Cup, blue",9\n')).content).toBe('- Name: Cup, blue; Price: 9');
  });

  it('is split into articles of bounded size that together hold every row', async () => {
    const rows = Array.from({ length: 130 }, (_, index) => `Part ${index + 1},${index + 1}.00`);
    const documents = await read('parts.csv', `Name,Price\n${rows.join('\n')}\n`);
    expect(documents.map((document) => document.title)).toEqual([
      'Parts (rows 1–50 of 130)',
      'Parts (rows 51–100 of 130)',
      'Parts (rows 101–130 of 130)',
    ]);
    expect(documents.flatMap((document) => document.content.split('\n'))).toHaveLength(130);
  });

  it('in windows-1252 keeps its umlauts, without a header numbers its columns, with broken quotes is refused', async () => {
    const bytes = Uint8Array.from(Buffer.from('Größe;Preis\nübergroß;5 \x80\n', 'latin1'));
    expect((await readOne('groesse.csv', bytes)).content).toBe('- Größe: übergroß; Preis: 5 €');
    expect((await readOne('n.csv', '1,2\n3,4\n')).content).toBe(
      '- Column 1: 1; Column 2: 2\n- Column 1: 3; Column 2: 4',
    );
    expect(await refusal('quotes.csv', 'Name,Price\n"Cup,9\n')).toMatch(/line 3|line 2/);
  });
});

describe('Markdown and text', () => {
  it('obeys front matter and takes it off', async () => {
    const markdown =
      '---\ntitle: "Returns & refunds"\ntags: [returns, "self service"]\nlanguage: en\ndescription: How to send things back.\n---\n\nSend it **back** within 30 days.\n';
    expect(await readOne('returns.md', markdown)).toEqual({
      title: 'Returns & refunds',
      content: 'Send it **back** within 30 days.',
      description: 'How to send things back.',
      language: 'en',
      tags: ['returns', 'self service'],
    });
    expect((await readOne('spaced.md', '---\n\ntitle: Spaced\n\n---\n\nText')).title).toBe('Spaced');
    expect((await readOne('rule.md', '---\n\nNot front matter')).content).toBe('---\n\nNot front matter');
  });

  it('takes a single first heading as the title and keeps code that looks like one', async () => {
    const { title, content } = await readOne(
      'x.md',
      '# The *guide*\n\nText\n\n```sh\n# no heading\n```\n\n## Part\n\nMore',
    );
    expect(title).toBe('The guide');
    expect(content).toBe('Text\n\n```sh\n# no heading\n```\n\n## Part\n\nMore');
  });

  it('takes a title page into the first chapter instead of making an article of it', async () => {
    const chapters = ['One', 'Two'].map((name) => `## ${name}\n\n${`Text of ${name}. `.repeat(400)}`).join('\n\n');
    const documents = await read('m.md', `---\ntitle: Lumo manual\n---\n# Lumo\n\nEdition 2026\n\n${chapters}`);
    expect(documents.map((document) => document.title)).toEqual(['One', 'Two']);
    expect(documents[0]?.content.startsWith('Edition 2026\n\nText of One.')).toBe(true);
  });

  it('splits a long guide by its chapters, and a long chapter by its sections, without losing a sentence', async () => {
    const chapters = Array.from({ length: 4 }, (_, c) =>
      [
        `## Chapter ${c}`,
        ...Array.from(
          { length: c === 3 ? 40 : 4 },
          (_, s) => `### Section ${c}.${s}\n\n${`Sentence ${c}.${s} stands here. `.repeat(20)}`,
        ),
      ].join('\n\n'),
    );
    const documents = await read('guide.md', `# Guide\n\nShort preamble.\n\n${chapters.join('\n\n')}`);
    expect(documents[0]?.title).toBe('Chapter 0');
    expect(documents[0]?.content.startsWith('Short preamble.')).toBe(true);
    expect(documents.slice(0, 4).map((document) => document.title)).toEqual([
      'Chapter 0',
      'Chapter 1',
      'Chapter 2',
      'Chapter 3',
    ]);
    expect(documents[4]?.title).toMatch(/^Chapter 3: Section 3\.\d+$/);
    expect(Math.max(...documents.map((document) => document.content.length))).toBeLessThan(15_000);
    expect(
      documents
        .map((document) => document.content)
        .join(' ')
        .match(/stands here/g),
    ).toHaveLength(52 * 20);
  });

  it('reads UTF-16, keeps the lines of an address and joins those of a wrapped paragraph', async () => {
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('Öffnungszeiten\n\nMo 9–18\nSa 10–14\n', 'utf16le'),
    ]);
    expect(await readOne('hours.txt', new Uint8Array(utf16))).toMatchObject({
      title: 'Öffnungszeiten',
      content: 'Mo 9–18  \nSa 10–14',
    });
    const wrapped =
      'This paragraph was wrapped by an editor at a width of about\nseventy characters, so its lines belong together.';
    expect((await readOne('w.txt', wrapped)).content).toBe(wrapped.replace('\n', ' '));
  });
});

describe('what cannot be read', () => {
  it('is refused with a sentence that names the file', async () => {
    expect(await refusal('empty.md', '')).toMatch(/is empty/);
    expect(await refusal('blank.md', ' \n\n ')).toMatch(/contains no text/);
    expect(await refusal('nul.txt', 'a\0b')).toMatch(/binary data/);
    expect(await refusal('data.json', '{"a":1}')).toMatch(/\.json/);
    expect(await refusal('feed.xml', '<?xml version="1.0"?><feed/>')).toMatch(/XML/);
    expect(await refusal('big.txt', new Uint8Array(20 * 1024 * 1024 + 1).fill(97))).toMatch(/larger than 20 MB/);
  });

  it('cannot hold the server up: a long file is read beside it, and not for longer than allowed', async () => {
    const bytes = await makeManual(2, 20);
    await expect(parseInWorker({ bytes, fileName: 'slow.pdf' }, 'pdf', 1)).rejects.toThrow(/takes too long/);
    expect((await read('after.pdf', bytes)).length).toBeGreaterThan(1);
  });
});
