import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';

type Toast = { readonly id: number; readonly text: string; readonly isProblem: boolean };

const SHOWN_MS = 6_000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number): void => set(toasts.filter((toast) => toast.id !== id));

function show(text: string, isProblem: boolean): void {
  const id = nextId++;
  set([...toasts.slice(-3), { id, text, isProblem }]);
  // A refusal stays until it is read.
  if (!isProblem) setTimeout(() => dismiss(id), SHOWN_MS);
}

/** Says for a few seconds that something was done. */
export const tell = (text: string): void => show(text, false);

/** Says that something was refused or failed; it stays until it is dismissed. */
export const tellProblem = (text: string): void => show(text, true);

/** Where news of what was done or refused appears; once per page. On wide screens in the corner where nobody writes. */
export function Toaster() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 md:start-20 md:end-auto md:bottom-6 md:items-start"
    >
      {shown.map(({ id, text, isProblem }) => (
        <div
          key={id}
          role={isProblem ? 'alert' : 'status'}
          className="pointer-events-auto flex max-w-xl items-center gap-3 rounded-md border border-line bg-raised py-1 ps-4 pe-1 shadow-raised"
        >
          {isProblem ? (
            <CircleAlert aria-hidden className="size-5 shrink-0 text-bad" />
          ) : (
            <CircleCheck aria-hidden className="size-5 shrink-0 text-good" />
          )}
          <span className="min-w-0">{text}</span>
          <IconButton icon={X} label={t('close')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
