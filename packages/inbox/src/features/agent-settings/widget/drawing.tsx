import { MessageCircle, SendHorizontal } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/avatar.tsx';
import { hexOf, type WidgetValues } from './widget-fields.ts';

const ROUND = { small: 6, medium: 14, full: 24 } as const;
const TEXT = { small: 13, medium: 15, large: 17 } as const;
const LAUNCHER = { small: 44, medium: 56, large: 68 } as const;

/** The website chat, drawn as the form says now; the chat itself stands on the demo page once it is saved. */
export function Drawing({ values }: { readonly values: WidgetValues }) {
  const { t } = useTranslation('widgetSettings');
  const isDark = values.theme === 'dark';
  const style: CSSProperties = {
    background: isDark ? '#171c24' : '#ffffff',
    color: isDark ? '#eef2f7' : '#17202c',
    borderRadius: ROUND[values.roundness],
    fontSize: TEXT[values.text_size],
  };
  const starters = values.conversation_starters.filter(Boolean).slice(0, 3);
  const isLeft = values.location === 'bottom-left';
  return (
    <section aria-label={t('drawing')} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <h2 className="font-semibold">{t('drawing')}</h2>
      <div dir="auto" className="overflow-hidden border border-line shadow-raised" style={style}>
        <Head values={values} />
        <div className="flex flex-col gap-2 p-3">
          {[values.welcome_message, values.welcome_message2].filter(Boolean).map((text) => (
            <Bubble
              key={text}
              text={plain(text)}
              colour={isDark ? '#2a3340' : '#eef1f6'}
              round={ROUND[values.roundness]}
            />
          ))}
          <div className="flex flex-wrap justify-end gap-1.5">
            {starters.map((starter) => (
              <span
                key={starter}
                className="rounded-full border px-2.5 py-1 text-sm"
                style={{ borderColor: hexOf(values.primary_color) }}
              >
                {starter}
              </span>
            ))}
          </div>
          <div
            className="mt-2 flex items-center gap-2 border p-2 opacity-80"
            style={{ borderRadius: ROUND[values.roundness] }}
          >
            <span className="min-w-0 flex-1 truncate">{values.input_placeholder || t('placeholder')}</span>
            <SendHorizontal aria-hidden className="size-5" style={{ color: hexOf(values.primary_color) }} />
          </div>
        </div>
      </div>
      <Launcher values={values} isLeft={isLeft} />
    </section>
  );
}

function Head({ values }: { readonly values: WidgetValues }) {
  const style = { background: hexOf(values.header_color), color: values.header_text_color ? '#ffffff' : '#17202c' };
  return (
    <div className="flex items-center gap-3 p-3" style={style}>
      <Avatar name={values.header || 'A'} image={values.avatar_image} />
      <div className="min-w-0">
        <p className="truncate font-semibold">{values.header}</p>
        {!values.header_collapse && <p className="truncate text-sm">{values.subtitle}</p>}
      </div>
    </div>
  );
}

type BubbleProps = { readonly text: string; readonly colour: string; readonly round: number };

const Bubble = ({ text, colour, round }: BubbleProps) => (
  <p className="w-fit max-w-[85%] px-3 py-2" style={{ background: colour, borderRadius: round }}>
    {text}
  </p>
);

function Launcher({ values, isLeft }: { readonly values: WidgetValues; readonly isLeft: boolean }) {
  const size = LAUNCHER[values.size];
  const style = { background: hexOf(values.primary_color), color: '#ffffff', minHeight: size, minWidth: size };
  return (
    <div dir="ltr" className={isLeft ? 'self-start' : 'self-end'}>
      <span className="flex items-center justify-center gap-2 rounded-full px-3 shadow-raised" style={style}>
        <MessageCircle aria-hidden className="size-6" />
        {values.launcher_style !== 'classic' && values.launcher_label}
      </span>
    </div>
  );
}

/** Welcome messages are HTML: here only their words matter. */
const plain = (markup: string): string =>
  new DOMParser().parseFromString(markup, 'text/html').body.textContent?.trim() ?? '';
