import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

const app = testApp();
const { get, upload } = knowledgeCalls(app);
const api = agentApi(app);

const chapter = (name: string) => `## ${name}\n\n${`${name} is explained here at length. `.repeat(200)}\n\n`;
const GUIDE = { name: 'guide.md', bytes: `# Bike guide\n\n${chapter('Brakes')}${chapter('Gears')}` };

describe('an uploaded file', () => {
  it('becomes an article that is live at once', async () => {
    const { status, body } = await upload(
      { name: 'notes.md', bytes: '# Notes\n\nThe shop opens at nine.' },
      { tags: 'a, b,' },
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      count: 1,
      items: [{ id: 1, title: 'Notes', tags: ['a', 'b'], deploy_state: 'deployed' }],
    });
    expect((await get('articles/search?query=shop%20opens')).items[0].passage).toContain('opens at nine');
  });

  it('becomes an article for each chapter when it is long', async () => {
    const { body } = await upload(GUIDE, { title: 'Manual' });
    expect(body.items.map(({ title }: { title: string }) => title)).toEqual(['Manual: Brakes', 'Manual: Gears']);
    expect((await get('articles')).count).toBe(2);
  });

  it('takes the title of the form instead of its own', async () => {
    const { body } = await upload({ name: 'notes.txt', bytes: 'The shop opens at nine.' }, { title: 'Hours' });
    expect(body.items[0].title).toBe('Hours');
  });
});

describe('a file with characters that no database takes', () => {
  it.each([
    ['a.txt', 'Shoes\u0000 for walking'],
    ['a.html', '<title>&#xD800; &#0;</title><p>Shoes &#xD800; for &#0; walking</p>'],
    ['a.csv', 'name,price\nShoes\u0000,5\n'],
    ['a.md', '---\ntags: ["a\u0000"]\n---\n# Shoes \u0000\n\nFor &#xD800; walking &#0;'],
    ['a.txt', Buffer.from([0x53, 0x68, 0xff, 0xfe, 0x6f, 0xed, 0xa0, 0x80, 0x65])],
  ])('%s is read or refused, but no fault of ours', async (name, bytes) => {
    expect([201, 422]).toContain((await upload({ name, bytes })).status);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['broken.pdf', '%PDF-1.7\nnot really'],
    ['broken.docx', 'PK\u0003\u0004 not really'],
    ['empty.txt', ''],
    ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])],
  ])('%s is 422 with a sentence about it, and leaves nothing', async (name, bytes) => {
    const { status, body } = await upload({ name, bytes });
    expect([status, body.errors.root[0].code]).toEqual([422, 'VALIDATION_ERROR']);
    expect(body.errors.file[0].message).toContain(name);
    expect((await get('articles')).count).toBe(0);
  });

  it('is 413 above 20 MB', async () => {
    const { status, body } = await upload({ name: 'big.txt', bytes: Buffer.alloc(20 * 1024 * 1024 + 1, 'a b ') });
    expect([status, body.errors.root[0].message]).toEqual([413, 'The file is too large.']);
  });
});

describe('a form', () => {
  it('without a file is 422', async () => {
    expect(await upload(null, { title: 'x' })).toMatchObject({ status: 422, body: { errors: { file: [{}] } } });
  });

  it('with a wrong title or wrong tags is 422 and leaves nothing', async () => {
    expect((await upload(GUIDE, { title: 'x'.repeat(501) })).status).toBe(422);
    expect((await upload(GUIDE, { tags: 'x'.repeat(101) })).status).toBe(422);
    expect((await get('articles')).count).toBe(0);
  });

  it('that is not a form is 415', async () => {
    const answer = await api('POST', '/v1/api/knowledge_base/files', { body: { file: 'x' } });
    expect(answer.status).toBe(415);
  });

  it('is not accepted elsewhere', async () => {
    const { parley, first } = app.current;
    const headers = { authorization: `Bearer ${first.write_token}`, 'content-type': 'multipart/form-data; boundary=x' };
    const url = '/v1/api/knowledge_base/articles';
    expect((await parley.app.inject({ method: 'POST', url, headers, payload: '--x--' })).statusCode).toBe(415);
  });

  it('needs write_all', async () => {
    expect((await upload(GUIDE, {}, app.current.first.read_token)).status).toBe(403);
  });
});
