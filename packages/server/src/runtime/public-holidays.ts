import { addDays } from '../lib/calendar-days.ts';

const DAY_MS = 86_400_000;
/** Before an instant, for zones behind UTC and hours that go over midnight; after it, to find the next opening. */
const BEFORE_DAYS = 2;
const AFTER_DAYS = 17;
/** More than there are places with holidays of their own. */
const YEARS_MAX = 2_000;

type Place = { readonly country: string | null; readonly region: string | null };

/** Holidays of countries and their parts from the library `date-holidays`, which is loaded by those only that need it. */
export function createPublicHolidays() {
  const years = new Map<string, ReadonlySet<string>>();

  async function daysOf(country: string, region: string | null, year: number): Promise<ReadonlySet<string>> {
    const key = `${country} ${region ?? ''} ${year}`;
    const known = years.get(key);
    if (known) return known;
    const { default: Holidays } = await import('date-holidays');
    const calendar = region === null ? new Holidays(country) : new Holidays(country, region);
    const days = new Set(calendar.getHolidays(year).flatMap(publicDays));
    if (years.size >= YEARS_MAX) years.clear();
    years.set(key, days);
    return days;
  }
  return {
    async freeDays(
      { country, region, dates }: Place & { readonly dates: readonly string[] },
      at: Date,
    ): Promise<ReadonlySet<string>> {
      if (country === null) return new Set(dates);
      const from = new Date(at.getTime() - BEFORE_DAYS * DAY_MS).getUTCFullYear();
      const to = new Date(at.getTime() + AFTER_DAYS * DAY_MS).getUTCFullYear();
      const all = await Promise.all([...new Set([from, to])].map((year) => daysOf(country, region, year)));
      return new Set([...dates, ...all.flatMap((days) => [...days])]);
    },
    async problemOf({ country, region }: Place): Promise<'country' | 'region' | null> {
      if (country === null) return region === null ? null : 'region';
      const { default: Holidays } = await import('date-holidays');
      const calendar = new Holidays();
      if (!Object.hasOwn(calendar.getCountries() ?? {}, country)) return 'country';
      if (region === null || Object.hasOwn(calendar.getStates(country) ?? {}, region)) return null;
      return 'region';
    },
  };
}

type Holiday = { readonly type: string; readonly date: string; readonly start: Date; readonly end: Date };

/** The days of a holiday that is free for all, by the calendar of its place. */
function publicDays({ type, date, start, end }: Holiday): string[] {
  if (type !== 'public') return [];
  const first = date.slice(0, 10);
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: count }, (_, ahead) => addDays(first, ahead));
}
