import type { WidgetColours } from '@parley/protocol';
import { SendHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../../ui/class-names.ts';
import type { WidgetValues } from '../widget-fields.ts';
import type { Say } from './say.ts';

type DrawnTalkProps = {
  readonly values: WidgetValues;
  readonly scheme: WidgetColours;
  readonly round: number;
  readonly say: Say;
};

/** A short talk as visitors see it: the welcome, a visitor who asks for a person, and where they write. */
export function DrawnTalk({ values, scheme, round, say }: DrawnTalkProps) {
  const starters = values.conversation_starters.filter(Boolean).slice(0, 3);
  const agent = { background: scheme.agent_bubble, color: scheme.agent_text, borderRadius: round };
  const visitor = { background: scheme.visitor_bubble, color: scheme.visitor_text, borderRadius: round };
  const pill = { borderColor: scheme.border, color: scheme.accent };
  return (
    <div className="flex flex-col gap-2 p-3">
      {[values.welcome_message, values.welcome_message2].filter(Boolean).map((text) => (
        <Bubble key={text} style={agent}>
          {plain(text)}
        </Bubble>
      ))}
      <p className="text-sm underline" style={{ color: scheme.link }}>
        {say('readSource')}
      </p>
      {starters.length > 0 && (
        <div className="flex flex-wrap justify-end gap-1.5">
          {starters.map((starter) => (
            <span key={starter} dir="auto" className="rounded-full border px-2.5 py-1 text-sm" style={pill}>
              {starter}
            </span>
          ))}
        </div>
      )}
      <Bubble style={visitor} isVisitor>
        {say('personWanted')}
      </Bubble>
      <p className="text-sm" style={{ color: scheme.soft_text }}>
        {say('personAsked')} <span dir="auto">{values.out_of_hours_text}</span>
      </p>
      <Writing values={values} scheme={scheme} round={round} say={say} />
    </div>
  );
}

type BubbleProps = { readonly style: object; readonly isVisitor?: boolean; readonly children: ReactNode };

const Bubble = ({ style, isVisitor, children }: BubbleProps) => (
  <p dir="auto" className={cx('w-fit max-w-[85%] px-3 py-2', isVisitor && 'self-end')} style={style}>
    {children}
  </p>
);

function Writing({ values, scheme, round, say }: DrawnTalkProps) {
  const box = { background: scheme.input, borderColor: scheme.border, borderRadius: round };
  const small = [plain(values.background_disclaimer_text ?? ''), values.white_label ? '' : say('branding')];
  return (
    <>
      <div className="mt-2 flex items-center gap-2 border p-2" style={box}>
        <span dir="auto" className="min-w-0 flex-1 truncate" style={{ color: scheme.soft_text }}>
          {values.input_placeholder || say('input')}
        </span>
        <SendHorizontal aria-hidden className="size-5 shrink-0 rtl:-scale-x-100" style={{ color: scheme.accent }} />
      </div>
      {small.filter(Boolean).map((text) => (
        <p key={text} dir="auto" className="text-center text-xs" style={{ color: scheme.soft_text }}>
          {text}
        </p>
      ))}
    </>
  );
}

/** Welcome messages are HTML: here only their words matter. */
const plain = (markup: string): string =>
  new DOMParser().parseFromString(markup, 'text/html').body.textContent?.trim() ?? '';
