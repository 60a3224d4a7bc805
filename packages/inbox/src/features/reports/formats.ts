import { spokenLanguage } from '../../translations.ts';

/** How figures are written in the language of the screen. Null is a dash: there is nothing to say. */
export function formats() {
  const language = spokenLanguage();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const or = (write: (value: number) => string) => (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : write(value);
  return {
    number: or((value) => number.format(value)),
    percent: or((value) => percent.format(value)),
    seconds: or((value) => duration(language, value)),
    day: (text: string) => day.format(new Date(`${text}T00:00:00Z`)),
    /** Money from millionths of a currency. */
    money: (micros: number | null, currency: string | null) =>
      micros === null || currency === null
        ? '–'
        : new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 4 }).format(
            micros / 1e6,
          ),
  };
}

export type Formats = ReturnType<typeof formats>;

/** The two greatest units of a time: `2 min 5 sec`. */
function duration(language: string, seconds: number): string {
  const whole = Math.round(seconds);
  const units = [
    ['day', Math.floor(whole / 86_400)],
    ['hour', Math.floor((whole % 86_400) / 3_600)],
    ['minute', Math.floor((whole % 3_600) / 60)],
    ['second', whole % 60],
  ] as const;
  const first = units.findIndex(([, count]) => count > 0);
  const shown = units.slice(first === -1 ? 3 : first, first === -1 ? 4 : first + 2);
  return shown
    .filter(([, count], place) => count > 0 || place === 0)
    .map(([unit, count]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    )
    .join(' ');
}
