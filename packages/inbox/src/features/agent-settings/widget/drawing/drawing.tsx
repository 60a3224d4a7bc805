import type { WidgetColours } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { MessageCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../../ui/avatar.tsx';
import { languageName } from '../../../../ui/language-name.ts';
import { directionOf } from '../../language-tag.ts';
import { schemeOf } from '../colours/scheme-of.ts';
import { textOf } from '../texts/own-texts.ts';
import { shippedTextsQuery } from '../texts/shipped-texts.ts';
import type { WidgetValues } from '../widget-fields.ts';
import { DrawnTalk } from './drawn-talk.tsx';
import type { Say } from './say.ts';

const ROUND = { small: 6, medium: 14, full: 24 } as const;
const TEXT = { small: 13, medium: 15, large: 17 } as const;
const LAUNCHER = { small: 44, medium: 56, large: 68 } as const;

type DrawingProps = {
  readonly values: WidgetValues;
  /** Of the agent: what the heading says while it is empty. */
  readonly name: string;
  /** In which of its languages it is drawn. */
  readonly language: string;
};

/** The website chat, drawn as the form says now; the chat itself stands on the demo page once it is saved. */
export function Drawing({ values, name, language }: DrawingProps) {
  const { t, i18n } = useTranslation('widgetSettings');
  const { data: shipped } = useQuery(shippedTextsQuery(language));
  const say: Say = (key) => (shipped ? textOf(values.texts, shipped, language, key) : '');
  const scheme = schemeOf(values);
  const round = ROUND[values.roundness];
  const style = {
    background: scheme.background,
    color: scheme.text,
    borderRadius: round,
    fontSize: TEXT[values.text_size],
  };
  return (
    <section aria-label={t('drawing')} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="font-semibold">{t('drawing')}</h2>
        <p className="text-soft text-sm">{languageName(language, i18n.language)}</p>
      </div>
      <div
        lang={language}
        dir={directionOf(language)}
        className="overflow-hidden border border-line shadow-raised"
        style={style}
      >
        <Head values={values} scheme={scheme} name={name} />
        <DrawnTalk values={values} scheme={scheme} round={round} say={say} />
      </div>
      <Launcher values={values} scheme={scheme} say={say} />
    </section>
  );
}

type PartProps = { readonly values: WidgetValues; readonly scheme: WidgetColours };

function Head({ values, scheme, name }: PartProps & { readonly name: string }) {
  return (
    <div className="flex items-center gap-3 p-3" style={{ background: scheme.header, color: scheme.header_text }}>
      <Avatar name={name} image={values.avatar_image} />
      <div className="min-w-0">
        <p className="truncate font-semibold">{values.header || name}</p>
        {!values.header_collapse && <p className="truncate text-sm">{values.subtitle}</p>}
      </div>
    </div>
  );
}

function Launcher({ values, scheme, say }: PartProps & { readonly say: Say }) {
  const size = LAUNCHER[values.size];
  const style = { background: scheme.accent, color: scheme.accent_text, minHeight: size, minWidth: size };
  const said = values.launcher_style === 'small' ? values.launcher_label : values.input_placeholder || say('ask');
  return (
    <div dir="ltr" className={values.location === 'bottom-left' ? 'self-start' : 'self-end'}>
      <span className="flex items-center justify-center gap-2 rounded-full px-3 shadow-raised" style={style}>
        <MessageCircle aria-hidden className="size-6 shrink-0" />
        {said && <span dir="auto">{said}</span>}
      </span>
    </div>
  );
}
