import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyProps = {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly text?: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
};

/** In place of what is not there. */
export function Empty({ icon: Icon, title, text, children }: EmptyProps) {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-2 p-8 text-center">
      {Icon && <Icon aria-hidden className="size-8 text-soft" />}
      <h2 className="font-semibold text-lg">{title}</h2>
      {text && <p className="max-w-prose text-soft">{text}</p>}
      {children}
    </div>
  );
}
