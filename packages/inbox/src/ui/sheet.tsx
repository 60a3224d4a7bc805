import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type SheetProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly text?: string | undefined;
  /** What is inside scrolls by itself, up to the edges. */
  readonly isBare?: boolean;
  readonly children: ReactNode;
};

/** Something to read beside the screen, at its end side: it keeps the focus until it is closed, and gives it back. */
export function Sheet({ isOpen, onClose, title, text, isBare = false, children }: SheetProps) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/30" />
        <Radix.Content
          {...(text ? {} : { 'aria-describedby': undefined })}
          className="fixed inset-y-0 end-0 z-40 flex w-full max-w-md flex-col border-line border-s bg-surface shadow-raised outline-none"
        >
          <header className="flex items-start gap-3 border-line border-b px-4 py-3">
            <div className="min-w-0 flex-1">
              <Radix.Title dir="auto" className="break-words font-semibold text-lg">
                {title}
              </Radix.Title>
              {text && <Radix.Description className="mt-0.5 text-soft">{text}</Radix.Description>}
            </div>
            <Radix.Close
              aria-label={t('close')}
              className="-me-1 grid size-9 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-4.5" />
            </Radix.Close>
          </header>
          {isBare ? (
            children
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
            <div tabIndex={0} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
              {children}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
