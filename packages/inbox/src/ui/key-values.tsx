type KeyValuesProps = { readonly values: Readonly<Record<string, unknown>> };

/** Data as they are: keys, and values of any kind. */
export function KeyValues({ values }: KeyValuesProps) {
  return (
    <dl className="flex flex-col gap-1.5">
      {Object.entries(values).map(([key, value]) => (
        <div key={key} className="min-w-0">
          <dt dir="auto" className="break-words text-soft text-xs">
            {key}
          </dt>
          <dd dir="auto" className="whitespace-pre-wrap break-words">
            {valueInWords(value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Texts as they are, all else as JSON. */
export const valueInWords = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
