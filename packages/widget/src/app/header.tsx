import { Avatar } from './avatar.tsx';
import { IconButton } from './icon.tsx';
import { Menu } from './menu.tsx';
import { useUi } from './ui.ts';

/** Who one talks to: the agent, or the person who has the conversation. */
export function Header({ hasMenu, onBack }: { readonly hasMenu: boolean; readonly onBack: (() => void) | null }) {
  const { config, state, t, mode, close } = useUi();
  const { agent } = config;
  const view = state.conversation;
  const isPerson = view?.driver === 'human';
  const operator = isPerson ? view.operator : null;
  const title = operator?.name ?? (agent.header || agent.name);
  const subtitle = isPerson ? t('person') : agent.subtitle;
  const isSmall = config.looks.collapses_header && view !== null;
  return (
    <header class={isSmall ? 'header small' : 'header'}>
      {onBack && <IconButton icon="back" label={t('back')} onClick={onBack} />}
      <Avatar
        name={operator?.name ?? (isPerson ? t('person') : agent.name)}
        url={isPerson ? (operator?.avatar_url ?? null) : agent.avatar_url}
      />
      <div class="names">
        <h2 class="title" tabIndex={-1}>
          <bdi>{title}</bdi>
        </h2>
        {subtitle && !isSmall && (
          <p class="subtitle">
            <bdi>{subtitle}</bdi>
          </p>
        )}
      </div>
      {hasMenu && <Menu />}
      {mode === 'floating' && <IconButton icon="close" label={t('close')} onClick={close} />}
    </header>
  );
}
