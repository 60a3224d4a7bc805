import { escapeHtml } from '../../lib/escape-html.ts';

/** Markup that is safe to send: only `html` makes it. */
export type Html = { readonly markup: string };

type Value = string | number | Html | readonly Html[] | null | undefined | false;

/** Markup with every value escaped that is not markup itself; null, undefined and false leave nothing. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Html => ({
  markup: parts.reduce((before, part, index) => before + show(values[index - 1]) + part),
});

/** Markup from elsewhere, as an image that a library drew. */
export const trusted = (markup: string): Html => ({ markup });

function show(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}
