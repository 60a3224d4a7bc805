import type { IconName } from './icon.tsx';
import { driverOf, type LateUi } from './ui.ts';

export type MenuItem = { readonly icon: IconName; readonly label: string; readonly act: () => void };

/** What the menu offers just now: nothing that makes no sense yet. */
export function menuItems(ui: LateUi): readonly MenuItem[] {
  const { t, client, config, state, show, showPast } = ui;
  const { conversation: view } = state;
  const hasReply = view?.entries.some((entry) => entry.kind === 'message' && entry.message.answers !== null) ?? false;
  const offersPerson = config.people.are_enabled && !ui.asksPerson && driverOf(ui) === 'ai';
  return [
    ...when(view !== null, { icon: 'plus', label: t('newConversation'), act: () => client.newConversation() }),
    { icon: 'list', label: t('conversations'), act: () => showPast(true) },
    ...when(offersPerson, { icon: 'person', label: t('talkToPerson'), act: () => show('person') }),
    ...when(config.rating !== null && hasReply, { icon: 'star', label: t('rate'), act: () => show('rating') }),
    ...when(config.features.transcript && view !== null, {
      icon: 'mail',
      label: t('transcript'),
      act: () => show('transcript'),
    }),
    { icon: 'trash', label: t('forget'), act: () => show('forget') },
  ];
}

const when = (isOffered: boolean, item: MenuItem): readonly MenuItem[] => (isOffered ? [item] : []);
