import { Tabs } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { AboutSection } from './about-section.tsx';
import { AnalysisSection } from './analysis-section.tsx';
import { FlagNotice } from './flag-notice.tsx';
import { LogList } from './log/log-list.tsx';
import { MetadataSection } from './metadata/metadata-section.tsx';
import { NotesSection } from './notes/notes-section.tsx';
import { type ConversationPlaces, OthersSection } from './others-section.tsx';
import { RatingSection } from './rating-section.tsx';
import { VisitorSection } from './visitor-section.tsx';

const TAB =
  'min-h-10 flex-1 border-b-2 border-transparent px-3 text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink';

/** What is known beside what was said: notes, visitor, data, history; and the log. */
export function DetailsPane({ places }: { readonly places: ConversationPlaces }) {
  const { t } = useTranslation('details');
  return (
    <Tabs.Root defaultValue="details" className="flex min-h-0 flex-1 flex-col">
      <Tabs.List aria-label={t('title')} className="flex shrink-0 border-line border-b">
        <Tabs.Trigger value="details" className={TAB}>
          {t('title')}
        </Tabs.Trigger>
        <Tabs.Trigger value="log" className={TAB}>
          {t('logTitle')}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="details" className="min-h-0 flex-1 overflow-y-auto">
        <FlagNotice />
        <NotesSection />
        <VisitorSection />
        <AboutSection />
        <MetadataSection />
        <RatingSection />
        <AnalysisSection />
        <OthersSection places={places} />
      </Tabs.Content>
      <Tabs.Content value="log" className="min-h-0 flex-1 overflow-y-auto">
        <LogList />
      </Tabs.Content>
    </Tabs.Root>
  );
}
