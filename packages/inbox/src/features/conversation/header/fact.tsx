import type { LucideIcon } from 'lucide-react';

type FactProps = { readonly icon: LucideIcon; readonly label: string; readonly value: string };

/** A fact that the person may see and not change. */
export const Fact = ({ icon: Icon, label, value }: FactProps) => (
  <span className="inline-flex min-h-7 items-center gap-1.5 px-1 text-soft text-xs">
    <Icon aria-hidden className="size-3.5 shrink-0" />
    <span className="sr-only">{label}: </span>
    <bdi>{value}</bdi>
  </span>
);
