import { ENDPOINTS, type Endpoint } from '@parley/protocol/api';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { type OpenApiDocument, openApiDocument } from './document.ts';

/** The contract has `/products/by-gtin/{gtin}` beside `/products/{id}/…`: no id is `by-gtin`, and the router takes the literal. */
const OF_THE_CONTRACT = /^no-ambiguous-paths: .*`\/v1\/products\/by-gtin\/\{gtin\}`/;

async function lint(document: OpenApiDocument): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config });
  return problems
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)
    .filter((problem) => !OF_THE_CONTRACT.test(problem));
}

describe('the OpenAPI document', () => {
  const document = openApiDocument({ serverUrl: 'https://chat.acme.test' });

  it("has nothing that Redocly's recommended rules complain about", async () => {
    expect(await lint(document)).toEqual([]);
  });

  it('would be found out, if an example did not fit its schema or an operation had no summary', async () => {
    const broken = structuredClone(document);
    const send = broken.paths['/chat']?.post;
    delete send?.summary;
    Object.assign(send ?? {}, {
      requestBody: { content: { 'application/json': { schema: { type: 'string' }, example: 1 } } },
    });
    expect(await lint(broken)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('operation-summary'),
        expect.stringContaining('no-invalid-media-type-examples'),
      ]),
    );
  });

  it('has each endpoint for credentials once, by its id', () => {
    const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map((value) => value.operationId));
    const published = ENDPOINTS.filter(({ surface }: Endpoint) => surface !== 'inbox');
    expect(ids.toSorted()).toEqual(published.map(({ id }) => id).toSorted());
  });

  it('describes each tag that an endpoint has, and no other', () => {
    const used = new Set(ENDPOINTS.flatMap(({ tags }) => [...tags]));
    expect(document.tags.map(({ name }) => name).toSorted()).toEqual([...used].toSorted());
  });

  it('says how numbers, dates and lists are written, not how the server reads them', () => {
    const parameters = document.paths['/v1/api_core/conversations']?.get?.parameters as {
      name: string;
      schema: object;
    }[];
    const schema = (name: string) => parameters.find((parameter) => parameter.name === name)?.schema;
    expect(schema('limit')).toEqual({ type: 'integer', minimum: 1, default: 20 });
    expect(schema('offset')).toEqual({ type: 'integer', minimum: 0, maximum: 10_000, default: 0 });
    expect(schema('created_timestamp_end_date')).toMatchObject({ type: 'string' });
  });

  it('knows nothing of models, tokens and costs', () => {
    // The contract's chatbot has a `model`, which is always null here.
    const { Chatbot: _, ...schemas } = document.components.schemas;
    const words = JSON.stringify(schemas).match(/"(model|tokens|cost|credits|\w*_tokens)"/g);
    expect(words).toBeNull();
  });
});
