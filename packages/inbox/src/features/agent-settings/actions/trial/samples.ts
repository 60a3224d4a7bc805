import type { CallInput } from '@parley/sdk';
import { type ActionDraft, jsonOrText, parameterValue } from '../action-draft.ts';
import type { Named } from '../placeholders.ts';

type Texts = Readonly<Record<string, string>>;

/** What stands in the fields of a test; a field that nobody has touched is not there. */
export type Samples = { readonly parameters: Texts; readonly metadata: Texts; readonly variables: Texts };

export const NO_SAMPLES: Samples = { parameters: {}, metadata: {}, variables: {} };

type Sent = CallInput<'test-ai-action'>['body'];

/** What is sent of the samples: what is empty is left out, so that defaults hold and what is missing is told. */
export function samplesSent(samples: Samples, { parameters }: ActionDraft, { metadata, variables }: Named): Sent {
  const given = parameters.filter(({ name }) => (samples.parameters[name] ?? '') !== '');
  return {
    parameters: Object.fromEntries(
      given.map(({ name, type }) => [name, parameterValue(type, samples.parameters[name] ?? '')]),
    ) as Sent['parameters'],
    metadata: Object.fromEntries(
      entriesOf(samples.metadata, metadata).map(([key, text]) => [key, jsonOrText(text)]),
    ) as Sent['metadata'],
    variables: Object.fromEntries(entriesOf(samples.variables, variables)),
  };
}

/** Those of the wanted names that have a sample. */
const entriesOf = (texts: Texts, wanted: readonly string[]): (readonly [string, string])[] =>
  wanted.flatMap((name) => (texts[name] ? [[name, texts[name]] as const] : []));
