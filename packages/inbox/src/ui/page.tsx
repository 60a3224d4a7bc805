import type { ReactNode } from 'react';

type PageProps = {
  readonly title: string;
  readonly text?: string;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** A screen with a title that scrolls as a whole: everything but the conversations. */
export function Page({ title, text, actions, children }: PageProps) {
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-5 p-4 md:p-8">
      <header className="flex flex-wrap items-start gap-3">
        <div className="min-w-[min(100%,15rem)] flex-1">
          <h1 className="font-semibold text-xl">{title}</h1>
          {text && <p className="mt-1 max-w-prose text-soft">{text}</p>}
        </div>
        {actions}
      </header>
      {children}
    </div>
  );
}

type CardProps = {
  readonly title?: string;
  readonly text?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** One subject of a screen. */
export function Card({ title, text, actions, children }: CardProps) {
  return (
    <section className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 md:p-5">
      {title && (
        <div className="flex flex-wrap items-start gap-3">
          <div className="min-w-[min(100%,15rem)] flex-1">
            <h2 className="font-semibold text-lg">{title}</h2>
            {text && <p className="mt-1 max-w-prose text-soft">{text}</p>}
          </div>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
