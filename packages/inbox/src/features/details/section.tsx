import { type ReactNode, useId } from 'react';

type SectionProps = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode };

/** One subject of the pane. */
export function Section({ title, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 border-line border-b px-4 py-3 last:border-0">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
