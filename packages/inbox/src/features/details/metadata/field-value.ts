import type { FieldKind } from './schema-fields.ts';

/** What stands in a field for a value of the metadata; '' for none. */
export function shownValue(value: unknown, { kind }: Pick<FieldKind, 'kind'>): string {
  if (value === undefined || value === null) return '';
  if (kind === 'json') return JSON.stringify(value, null, 2);
  if (kind === 'instant' && typeof value === 'string') return localInstant(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value that a field stands for: null takes the key away. What is no such value is sent as it is, to be refused. */
export function givenValue(shown: string, field: FieldKind): unknown {
  if (shown.trim() === '') return null;
  switch (field.kind) {
    case 'number':
    case 'integer': {
      const number = Number(shown.replace(',', '.'));
      return Number.isFinite(number) ? number : shown;
    }
    case 'boolean':
      return shown === 'true';
    case 'choice':
      return field.options.find((option) => String(option) === shown) ?? shown;
    case 'instant': {
      const instant = new Date(shown);
      return Number.isNaN(instant.getTime()) ? shown : instant.toISOString();
    }
    case 'json':
      return jsonOf(shown);
    default:
      return shown;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Words without quotation marks are a text.
    return text;
  }
}

/** `2026-05-22T16:08` in the reader's time zone, as the platform's field wants it. */
function localInstant(value: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The problems of a refusal by the key that they are about; '' for what is about none. */
export function problemsByKey(
  fields: Readonly<Record<string, string>>,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  const found = Object.entries(fields).map(([path, message]) => {
    const place = path.replace(/^metadata\.?/, '');
    return [keys.find((key) => place === key || place.startsWith(`${key}.`)) ?? '', message] as const;
  });
  return Object.fromEntries(found);
}
