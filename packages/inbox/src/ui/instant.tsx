import { useTranslation } from 'react-i18next';

type InstantProps = {
  /** ISO 8601, as the server writes it. */
  readonly at: string;
  readonly withSeconds?: boolean;
};

/** Day and time in the reader's words and time zone. */
export function Instant({ at, withSeconds = false }: InstantProps) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {instantInWords(at, i18n.language, withSeconds)}
    </time>
  );
}

/** The same as text: `22 May 2026, 16:08`. */
export const instantInWords = (at: string, language: string, withSeconds = false): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: withSeconds ? 'medium' : 'short' }).format(
    new Date(at),
  );
