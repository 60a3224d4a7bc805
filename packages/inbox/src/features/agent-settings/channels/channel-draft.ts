import type { ChannelFieldJson, ChannelJson } from '@parley/protocol/api';

/** A channel as it is typed: `name`, and `settings.<key>` of each field. A secret is empty, or null once it is to be removed. */
export type ChannelDraft = Readonly<Record<string, string | boolean | null>>;

/** The path of a field in the draft, as the server names it when something is wrong. */
export const pathOf = ({ key }: Pick<ChannelFieldJson, 'key'>): string => `settings.${key}`;

/** The fields that people fill. */
export const givable = (fields: readonly ChannelFieldJson[]): readonly ChannelFieldJson[] =>
  fields.filter((field) => !field.is_generated);

/** Those of them that are asked for as the draft is. */
export const askedFor = (fields: readonly ChannelFieldJson[], draft: ChannelDraft): readonly ChannelFieldJson[] =>
  givable(fields).filter(({ when }) => when === null || draft[pathOf(when)] === when.is);

/** What a form begins with: what is stored, else the defaults. */
export function draftOf(
  fields: readonly ChannelFieldJson[],
  { name, settings = {} }: { readonly name: string; readonly settings?: ChannelJson['settings'] },
): ChannelDraft {
  const entries = givable(fields).map((field) => [pathOf(field), typedValue(field, settings[field.key])] as const);
  return { name, ...Object.fromEntries(entries) };
}

function typedValue(field: ChannelFieldJson, stored: string | number | boolean | undefined): string | boolean {
  const value = stored ?? field.default;
  if (field.kind === 'switch') return value === true;
  return field.kind === 'secret' || value === null ? '' : String(value);
}

/** What of a draft is to be sent as settings; `changed` are its parts that differ from what is stored. */
export function settingsOf(
  fields: readonly ChannelFieldJson[],
  changed: Partial<ChannelDraft>,
): Record<string, string | number | boolean | null> {
  const sent = givable(fields).flatMap((field) => {
    const value = changed[pathOf(field)];
    return value === undefined ? [] : [[field.key, sentValue(field, value)] as const];
  });
  return Object.fromEntries(sent);
}

/** What is no number is sent as it was typed: the server says what is wrong with it. */
function sentValue({ kind }: ChannelFieldJson, value: string | boolean | null): string | number | boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  if (value.trim() === '') return null;
  return kind === 'number' && Number.isFinite(Number(value)) ? Number(value) : value;
}
