import { describe, expect, it } from 'vitest';
import { ENDPOINT_TABLE } from './endpoint-table.ts';
import { ENDPOINTS } from './index.ts';

describe('the endpoint table', () => {
  it('says the same methods and paths as the endpoints, and no others', () => {
    const expected = Object.fromEntries(ENDPOINTS.map(({ id, method, path }) => [id, { method, path }]));
    expect(ENDPOINT_TABLE).toEqual(expected);
  });

  it('has no two endpoints with one id, or with one method and path', () => {
    expect(new Set(ENDPOINTS.map(({ id }) => id)).size).toBe(ENDPOINTS.length);
    expect(new Set(ENDPOINTS.map(({ method, path }) => `${method} ${path}`)).size).toBe(ENDPOINTS.length);
  });

  it('names each part of a path that its params schema reads, and the other way round', () => {
    for (const value of ENDPOINTS) {
      const inPath = [...value.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const inSchema = 'params' in value ? Object.keys(value.params.shape) : [];
      expect([value.id, inSchema.toSorted()]).toEqual([value.id, inPath.toSorted()]);
    }
  });
});
