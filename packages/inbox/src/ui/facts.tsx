import type { ReactNode } from 'react';

export type Fact = {
  readonly label: string;
  readonly value: ReactNode;
  /** Tells it from the others where labels may be the same. */
  readonly id?: string;
};

/** What is known about one thing: names and values. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
      {facts.map(({ label, value, id = label }) => (
        <div key={id} className="min-w-0">
          <dt className="text-soft text-sm">{label}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
