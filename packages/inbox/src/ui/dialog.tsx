import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names.ts';

type DialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What it is about, in a sentence. */
  readonly text?: string | undefined;
  readonly width?: 'normal' | 'wide';
  readonly children: ReactNode;
};

/** A window over the screen: it keeps the focus until it is closed, and gives it back to where it was. */
export function Dialog({ isOpen, onClose, title, text, width = 'normal', children }: DialogProps) {
  const { t } = useTranslation();
  const opener = useRef<Element>(null);
  /** The library gives it to a trigger of its own only. Where something else has taken it meanwhile, it stays there. */
  const giveBack = (event: Event): void => {
    event.preventDefault();
    const isFree = document.activeElement === null || document.activeElement === document.body;
    if (isFree && opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true });
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          {...(text ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={giveBack}
          className={cx(
            'fixed inset-x-4 top-[10vh] z-40 mx-auto flex max-h-[80vh] flex-col gap-3 overflow-y-auto rounded-lg border border-line bg-raised p-5 shadow-raised',
            width === 'wide' ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {text && <Radix.Description className="mt-1 text-soft">{text}</Radix.Description>}
            </div>
            {/* Without a tip: it would open with the focus and take the first Escape for itself. */}
            <Radix.Close
              aria-label={t('close')}
              className="-me-2 -mt-2 grid size-9 shrink-0 place-items-center rounded-md text-soft hover:bg-hover hover:text-ink"
            >
              <X aria-hidden className="size-4.5" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons of a dialog, the important one last. */
export const DialogActions = ({ children }: { readonly children: ReactNode }) => (
  <div className="mt-2 flex flex-wrap justify-end gap-2">{children}</div>
);
