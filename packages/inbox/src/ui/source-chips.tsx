import type { SourceItem } from '@parley/protocol/api';
import { BookOpenText } from 'lucide-react';

/** Places in one version of an article. */
export type SourcePlace = Pick<SourceItem, 'article_id' | 'article_version' | 'title'> & {
  /** What is quoted there, in UTF-16 units of its plain text. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
};

type SourceChipsProps = {
  /** What they are, for those who hear it. */
  readonly label: string;
  readonly sources: readonly SourceItem[];
  readonly onOpen: (place: SourcePlace) => void;
};

/** What a reply rests on; each opens the article with all that is quoted from it marked. */
export function SourceChips({ label, sources, onOpen }: SourceChipsProps) {
  if (sources.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {[...placesOf(sources)].map(([key, { place, quote }]) => (
        <li key={key} className="min-w-0 max-w-full">
          <button
            type="button"
            onClick={() => onOpen(place)}
            title={quote}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 py-0.5 text-accent text-xs hover:bg-hover"
          >
            <BookOpenText aria-hidden className="size-3.5 shrink-0" />
            <bdi className="truncate">{place.title === '' ? shortened(quote) : place.title}</bdi>
            {place.marks.length > 1 && <span className="text-soft">{place.marks.length}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

type Placed = { readonly place: SourcePlace; readonly quote: string };

/** One for each version of an article, in the order of the strongest evidence. */
function placesOf(sources: readonly SourceItem[]): ReadonlyMap<string, Placed> {
  const places = new Map<string, Placed>();
  for (const { article_id, article_version, title, quote, start, end } of sources) {
    const key = `${article_id} ${article_version}`;
    const known = places.get(key);
    const marks = [...(known?.place.marks ?? []), { start, end }];
    places.set(key, { place: { article_id, article_version, title, marks }, quote: known?.quote ?? quote });
  }
  return places;
}

const QUOTE_SHOWN = 40;

/** Paragraphs have no title: the beginning of what is quoted stands for them. */
const shortened = (quote: string): string => (quote.length > QUOTE_SHOWN ? `${quote.slice(0, QUOTE_SHOWN)}…` : quote);
