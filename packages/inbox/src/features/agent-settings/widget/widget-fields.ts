import type { WidgetConfiguration } from '@parley/protocol/api';
import type { InputKind } from '../input-kind.ts';
import { readColour } from './colours/read-colour.ts';

export type WidgetValues = Omit<WidgetConfiguration, 'contrast_warnings'>;
export type WidgetName = keyof WidgetValues;
export type WidgetField = InputKind & { readonly name: WidgetName };
export type WidgetGroup = { readonly name: string; readonly fields: readonly WidgetField[] };

const SIZES = ['small', 'medium', 'large'] as const;

/** Every setting of the website chat that one input can hold, in the order of the form; some groups have more than these. */
export const WIDGET_GROUPS: readonly WidgetGroup[] = [
  {
    name: 'looks',
    fields: [
      { name: 'theme', kind: 'word', words: ['light', 'dark', 'auto', 'custom'] },
      { name: 'primary_color', kind: 'colour' },
      { name: 'header_color', kind: 'colour' },
      { name: 'header_text_color', kind: 'switch' },
      { name: 'header_collapse', kind: 'switch' },
      { name: 'roundness', kind: 'word', words: ['small', 'medium', 'full'] },
      { name: 'text_size', kind: 'word', words: SIZES },
      { name: 'window_width', kind: 'number', min: 300, max: 700 },
      { name: 'window_height', kind: 'number', min: 400, max: 1_200 },
      { name: 'white_label', kind: 'switch' },
    ],
  },
  { name: 'colours', fields: [] },
  {
    name: 'launcher',
    fields: [
      { name: 'launcher_style', kind: 'word', words: ['classic', 'input', 'small'] },
      { name: 'size', kind: 'word', words: SIZES },
      { name: 'location', kind: 'word', words: ['bottom-right', 'bottom-left'] },
      { name: 'launcher_label', kind: 'text' },
      { name: 'draggable', kind: 'switch' },
      { name: 'window_auto_open', kind: 'switch' },
      { name: 'popup_active', kind: 'switch' },
      { name: 'popup_text', kind: 'text' },
    ],
  },
  {
    name: 'words',
    fields: [
      { name: 'header', kind: 'text' },
      { name: 'subtitle', kind: 'text' },
      { name: 'welcome_message', kind: 'long' },
      { name: 'welcome_message2', kind: 'long' },
      { name: 'conversation_starters', kind: 'list', itemMax: 200 },
      { name: 'input_placeholder', kind: 'text' },
      { name: 'background_disclaimer_text', kind: 'long' },
      { name: 'handoff_question', kind: 'text' },
    ],
  },
  { name: 'texts', fields: [] },
  {
    name: 'before',
    fields: [
      { name: 'consent_text', kind: 'long' },
      { name: 'prechat_active', kind: 'switch' },
      { name: 'prechat_header_text', kind: 'text' },
      { name: 'prechat_message_text', kind: 'long' },
      { name: 'prechat_button_text', kind: 'text' },
    ],
  },
  {
    name: 'can',
    fields: [
      { name: 'attachments_active', kind: 'switch' },
      { name: 'voice_active', kind: 'switch' },
      { name: 'feedback_active', kind: 'switch' },
      { name: 'transcript_active', kind: 'switch' },
      { name: 'streaming_active', kind: 'switch' },
      { name: 'typing', kind: 'switch' },
      { name: 'link_tracking_active', kind: 'switch' },
    ],
  },
  { name: 'hours', fields: [{ name: 'out_of_hours_text', kind: 'long' }] },
  {
    name: 'limits',
    fields: [
      { name: 'allowed_origins', kind: 'list', itemMax: 300 },
      { name: 'identity_required', kind: 'switch' },
      { name: 'quiet_ms', kind: 'number', max: 10_000 },
      { name: 'daily_turns', kind: 'number', max: 1_000_000_000 },
    ],
  },
];

const NULLABLE: readonly WidgetName[] = [
  'background_disclaimer_text',
  'consent_text',
  'prechat_header_text',
  'prechat_message_text',
  'prechat_button_text',
];

const COLOURS: readonly WidgetName[] = ['primary_color', 'header_color', 'custom_colors'];

/** What of the values differs from what is stored, as the API takes it: an empty text is none where there may be none. */
export function widgetChanges(stored: WidgetValues, values: WidgetValues): Partial<WidgetValues> {
  const names = Object.keys(values) as WidgetName[];
  const given = (name: WidgetName) => (values[name] === '' && NULLABLE.includes(name) ? null : values[name]);
  const meaning = (name: WidgetName, value: unknown) => meaningOf(value, COLOURS.includes(name));
  const changed = names.filter((name) => meaning(name, stored[name]) !== meaning(name, given(name)));
  return Object.fromEntries(changed.map((name) => [name, given(name)]));
}

/** The same for values that mean the same: colours in either writing, records in any order, days that have no hours. */
function meaningOf(value: unknown, hasColours: boolean): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'string') return (hasColours && readColour(part)) || part;
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    const filled = Object.entries(part).filter(([, each]) => !Array.isArray(each) || each.length > 0);
    return Object.fromEntries(filled.toSorted(([a], [b]) => a.localeCompare(b)));
  });
}
