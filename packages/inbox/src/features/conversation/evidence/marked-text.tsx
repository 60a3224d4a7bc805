import { stretchesOf } from './stretches-of.ts';

type MarkedTextProps = {
  readonly text: string;
  /** What is marked, in UTF-16 units. */
  readonly marks: readonly { readonly start: number; readonly end: number }[];
};

/** A text with stretches of it marked, and the first of them brought into sight. */
export function MarkedText({ text, marks }: MarkedTextProps) {
  const stretches = stretchesOf(text, marks);
  const first = stretches.find(({ isMarked }) => isMarked);
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words leading-relaxed">
      {stretches.map((stretch) =>
        stretch.isMarked ? (
          <mark
            key={stretch.start}
            ref={(mark) => {
              if (stretch === first) mark?.scrollIntoView({ block: 'center' });
            }}
          >
            {stretch.text}
          </mark>
        ) : (
          stretch.text
        ),
      )}
    </p>
  );
}
