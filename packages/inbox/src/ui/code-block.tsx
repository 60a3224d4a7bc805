import { CopyButton } from './copy-button.tsx';

type CodeBlockProps = {
  /** What it is: it names the text for those who hear it, and the button that copies it. */
  readonly label: string;
  readonly copyLabel: string;
  readonly code: string;
};

/** Text for programs, as it is: it can be scrolled by keys and copied. */
export function CodeBlock({ label, copyLabel, code }: CodeBlockProps) {
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption className="flex items-center justify-between gap-2">
        <span className="font-medium">{label}</span>
        <CopyButton isIconOnly text={code} label={copyLabel} />
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
        dir="ltr"
        className="max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-md bg-canvas p-3 font-mono text-sm"
      >
        {code}
      </pre>
    </figure>
  );
}
