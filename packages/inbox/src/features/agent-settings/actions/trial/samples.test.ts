import { expect, it } from 'vitest';
import type { ActionDraft } from '../action-draft.ts';
import { samplesSent } from './samples.ts';

const parameter = (name: string, type: ActionDraft['parameters'][number]['type']) => ({
  name,
  type,
  description: '',
  isRequired: true,
  default: '',
  schema: '',
});

it('sends samples by their types, and nothing of what is empty or no longer named', () => {
  const draft = { parameters: [parameter('order', 'str'), parameter('count', 'int'), parameter('loud', 'bool')] };
  const samples = {
    parameters: { order: '1042', count: '3', loud: '', gone: 'x' },
    metadata: { plan: 'pro', seats: '5', gone: 'x' },
    variables: { language: 'de', country: '' },
  };
  const named = { metadata: ['plan', 'seats'], variables: ['language', 'country'] as const };
  expect(samplesSent(samples, draft as unknown as ActionDraft, named)).toEqual({
    parameters: { order: '1042', count: 3 },
    metadata: { plan: 'pro', seats: 5 },
    variables: { language: 'de' },
  });
});
