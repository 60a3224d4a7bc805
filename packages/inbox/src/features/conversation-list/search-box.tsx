import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../keyboard/shortcuts.tsx';

type SearchBoxProps = { readonly query: string; readonly onSearch: (query: string) => void };

/** So long after the last letter. */
const DELAY_MS = 250;

/** Searches while one types. `/` goes there from anywhere, Escape leaves the search and then the box. */
export function SearchBox({ query, onSearch }: SearchBoxProps) {
  const { t } = useTranslation('list');
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [written, setWritten] = useState(query);
  const [known, setKnown] = useState(query);
  // The address may change by other ways, such as going back.
  if (known !== query) {
    setKnown(query);
    if (written.trim() !== query) setWritten(query);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcut({ keys: '/', label: t('keys.search'), group: t('keys.group') }, () => box.current?.select());
  const search = (next: string, delayMs: number): void => {
    setWritten(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => next.trim() !== query && onSearch(next.trim()), delayMs);
  };
  return (
    <search className="relative min-w-0 flex-1">
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-soft" />
      <input
        ref={box}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        {...(written === '' ? {} : { dir: 'auto' })}
        value={written}
        aria-label={t('search')}
        placeholder={t('search')}
        onChange={(event) => search(event.target.value, DELAY_MS)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') search(written, 0);
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (written === '') box.current?.blur();
          else search('', 0);
        }}
        className="w-full rounded-md border border-edge bg-surface py-2 ps-8 pe-8"
      />
      {written !== '' && (
        <button
          type="button"
          aria-label={t('searchClear')}
          onClick={() => {
            search('', 0);
            box.current?.focus();
          }}
          className="absolute inset-y-0 end-1 my-auto grid size-7 place-items-center rounded-sm text-soft hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </search>
  );
}
