import { safeLink } from '@parley/protocol';
import { useTranslation } from 'react-i18next';
import { useOpen } from '../../conversation-state/open-context.tsx';
import { useReplyWindow } from '../../conversation-state/use-reply-window.ts';
import { Ago } from '../../ui/ago.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { instantInWords } from '../../ui/instant.tsx';
import { languageName } from '../../ui/language-name.ts';
import { Lines } from './lines.tsx';
import { Section } from './section.tsx';

/** Where and when it began, and in which languages it is held. */
export function AboutSection() {
  const { t, i18n } = useTranslation(['details', 'words']);
  const { view, facts } = useOpen().data;
  const { seen } = facts.visitor;
  const lines: (Fact | null)[] = [
    { label: t('channel'), value: <Channel /> },
    { label: t('agent'), value: <bdi>{facts.chatbot.name}</bdi> },
    { label: t('begun'), value: instantInWords(view.conversation.created_at, i18n.language) },
    facts.url === null ? null : { label: t('page'), value: <PageLink url={facts.url} /> },
    facts.entry_point && {
      label: t(`entryPoint.${facts.entry_point.type}`),
      value: <bdi>{facts.entry_point.name}</bdi>,
    },
    view.mostFrequentLanguage === null
      ? null
      : { label: t('language'), value: languagesInWords(view.languages, i18n.language) },
    view.lastVisitorMessageAt === null
      ? null
      : { label: t('lastHeard'), value: <Ago at={view.lastVisitorMessageAt} /> },
    seen && { label: t('lastSeen'), value: <Ago at={seen.at} /> },
  ];
  return (
    <Section title={t('about')}>
      <Lines facts={lines.filter((line) => line !== null)} />
    </Section>
  );
}

/** The platform, and which channel on it; none any more where it was deleted since. */
function Channel() {
  const { t } = useTranslation(['details', 'words']);
  const { source } = useOpen().data.view;
  const reach = useReplyWindow();
  const platform = t(`words:source.${source}`);
  return (
    <span className="flex flex-col">
      <span className="flex items-center gap-1.5">
        <ChannelIcon source={source} className="size-4 shrink-0 text-soft" />
        {platform}
      </span>
      {reach?.channel && reach.channel.name !== platform && (
        <span className="text-sm text-soft">
          <bdi>{reach.channel.name}</bdi>
        </span>
      )}
      {reach && !reach.channel && <span className="text-sm text-soft">{t('channelGone')}</span>}
    </span>
  );
}

/** The most frequent first. */
export function languagesInWords(counts: Readonly<Record<string, number>>, reader: string): string {
  const sorted = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return sorted.map(([language]) => languageName(language, reader)).join(', ');
}

function PageLink({ url }: { readonly url: string }) {
  const href = safeLink(url);
  const shown = url.replace(/^https?:\/\//, '');
  if (href === null) return <span dir="ltr">{shown}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" dir="ltr" className="break-all">
      {shown}
    </a>
  );
}
