import { describe, expect, it } from 'vitest';
import type { HttpRequest } from './http-request.ts';
import { renderRequest } from './render-request.ts';
import type { Values } from './values.ts';

const REQUEST: HttpRequest = {
  method: 'POST',
  url: 'https://shop.example/orders/{{id}}',
  headers: [],
  query: [],
  body: null,
  parameters: [
    { name: 'id', description: '', type: 'str', is_required: true },
    { name: 'note', description: '', type: 'str', is_required: false },
  ],
  thinking_message: null,
  save_to_memory: [],
  run_only_when: [],
  response_filter: [],
};
const render = (request: Partial<HttpRequest>, values: Partial<Values> = {}) =>
  renderRequest(
    { ...REQUEST, ...request },
    { parameters: { id: '7' }, variables: {}, metadata: {}, secrets: new Map(), ...values },
  );
const sent = (request: Partial<HttpRequest>, values?: Partial<Values>) => {
  const rendering = render(request, values);
  if (rendering.type === 'refused') throw new Error(rendering.message);
  return rendering.sent;
};
const urlWith = (id: string) => render({}, { parameters: { id } });

describe('a value in the address', () => {
  it.each([
    ['a/b?c=d#e&f', 'https://shop.example/orders/a%2Fb%3Fc%3Dd%23e%26f'],
    ['@evil.example/', 'https://shop.example/orders/%40evil.example%2F'],
    ['\\..\\x', 'https://shop.example/orders/%5C..%5Cx'],
    ['łódź 1', 'https://shop.example/orders/%C5%82%C3%B3d%C5%BA%201'],
    ['%2e%2e', 'https://shop.example/orders/%252e%252e'],
    ['a\r\nHost: x', 'https://shop.example/orders/a%0D%0AHost%3A%20x'],
  ])('%j stays in its segment', (id, url) => {
    const rendering = urlWith(id);
    expect(rendering).toMatchObject({ type: 'rendered', sent: { url } });
    expect(new URL(url).host).toBe('shop.example');
  });

  it.each(['.', '..'])('%j, which leads up, is refused', (id) => {
    expect(urlWith(id)).toMatchObject({ type: 'refused' });
  });

  it('is refused where it makes a step up with what stands beside it', () => {
    expect(render({ url: 'https://shop.example/x/.{{id}}' }, { parameters: { id: '.' } }).type).toBe('refused');
    expect(render({ url: 'https://shop.example/x/%2e{{id}}' }, { parameters: { id: '.' } }).type).toBe('refused');
  });

  it('of the query is encoded, beside what the address has already', () => {
    const query = [
      { name: 'q[]', value: 'in {{id}}' },
      { name: 'note', value: '{{note}}' },
    ];
    expect(sent({ url: 'https://shop.example/?a=b?c#d', query }, { parameters: { id: 'a&b=c' } }).url).toBe(
      'https://shop.example/?a=b?c&q%5B%5D=in%20a%26b%3Dc',
    );
  });
});

describe('a value in a header', () => {
  it.each(['a\r\nX-Admin: 1', 'a\nb', 'nul\u0000', 'snow ☃'])('%j is refused', (id) => {
    const rendering = render({ headers: [{ name: 'X-Id', value: '{{id}}' }] }, { parameters: { id } });
    expect(rendering).toMatchObject({ type: 'refused', message: expect.stringContaining('x-id') });
  });
});

describe('a value in a body', () => {
  const body = (content: string, parameters: object) =>
    sent({ body: { type: 'raw', content } }, { parameters: { id: '7', ...parameters } }).body;

  it('is escaped in a string and a value where it stands alone', () => {
    const content = '{"text": "say \\"{{id}}\\"", "bare": {{id}}, "list": [{{id}}], "{{id}}": null}';
    const id = '"}, {"admin": true, "\\';
    expect(JSON.parse(body(content, { id }) ?? '')).toEqual({
      text: `say "${id}"`,
      bare: id,
      list: [id],
      [id]: null,
    });
  });

  it.each([[5], [true], [1.5], [[1, { a: 2 }]], [{ a: null }]])('keeps its type: %j', (id) => {
    expect(body('{"v": {{id}}}', { id })).toBe(JSON.stringify({ v: id }));
    const items = [{ name: 'v', value: ' {{id}} ' }];
    expect(sent({ body: { type: 'items', items } }, { parameters: { id: id as never } }).body).toBe(
      JSON.stringify({ v: id }),
    );
  });

  it('is left out with its key where an optional parameter was not given', () => {
    expect(body('{"id": {{id}}, "note": "{{note}}", "list": [{{note}}, 1]}', {})).toBe('{"id":"7","list":[1]}');
  });

  it('does not stand for another name', () => {
    expect(body('{"a": "{{id}}"}', { id: '{{secret.token}} {{note}}' })).toBe('{"a":"{{secret.token}} {{note}}"}');
  });

  it('of a metadata key called as what objects inherit is not there', () => {
    expect(render({ query: [{ name: 'a', value: '{{metadata_constructor}}' }] }).type).toBe('refused');
  });
});

describe('what is missing', () => {
  it.each([
    [{ url: 'https://shop.example/{{metadata_plan}}' }, '{{metadata_plan}}'],
    [{ headers: [{ name: 'A', value: 'Bearer {{secret.token}}' }] }, '{{secret.token}}'],
    [{ url: 'https://shop.example/{{note}}' }, '{{note}}'],
    [{ query: [{ name: 'a', value: '{{country}}' }] }, '{{country}}'],
  ])('is named, and nothing is rendered: %j', (request, name) => {
    expect(render(request)).toEqual({ type: 'refused', message: `There is no value for ${name}.` });
  });

  it.each([{ parameters: { id: '' } }, { parameters: {} }])('is an empty text too: %j', (values) => {
    expect(render({}, values)).toMatchObject({ message: 'There is no value for {{id}}.' });
  });
});

it('is shown with the names of secrets in their places', () => {
  const rendering = render(
    {
      url: 'https://shop.example/{{secret.token}}/x',
      headers: [{ name: 'A', value: 'Bearer {{secret.token}}' }],
      query: [{ name: 'k', value: '{{secret.token}}' }],
      body: { type: 'raw', content: '{"a": {{secret.token}}, "b": "x{{secret.token}}"}' },
    },
    { secrets: new Map([['token', 'quince/1']]) },
  );
  expect(rendering).toMatchObject({
    sent: {
      url: 'https://shop.example/quince%2F1/x?k=quince%2F1',
      headers: { a: 'Bearer quince/1' },
      body: '{"a":"quince/1","b":"xquince/1"}',
    },
    shown: {
      url: 'https://shop.example/{{secret.token}}/x?k={{secret.token}}',
      headers: { a: 'Bearer {{secret.token}}' },
      body: '{"a":"{{secret.token}}","b":"x{{secret.token}}"}',
    },
  });
});
