import type { WidgetConfig } from '@parley/protocol/api';
import type { VisitorDetails } from '@parley/sdk';

export type PrechatField = NonNullable<WidgetConfig['prechat']>['fields'][number];

/** Whether the form has anything to ask: not where the page has told it all already. */
export function asksForm(prechat: WidgetConfig['prechat'], details: VisitorDetails): boolean {
  if (!prechat || prechat.fields.length === 0) return false;
  const isKnown = prechat.fields.some(({ name }) => details[name]);
  return !isKnown || prechat.fields.some(({ name, is_required }) => is_required && !details[name]);
}
