import type { Fact } from '../../ui/facts.tsx';

/** Names and values below each other, as narrow as the pane. */
export const Lines = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className="flex flex-col gap-1.5">
    {facts.map(({ label, value, id = label }) => (
      <div key={id} className="grid grid-cols-[6rem_1fr] gap-2">
        <dt className="text-soft text-sm">{label}</dt>
        <dd className="min-w-0 break-words">{value}</dd>
      </div>
    ))}
  </dl>
);
