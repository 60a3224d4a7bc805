import { useEffect } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { type MenuItem, menuItems } from './menu-items.ts';
import { useLateUi } from './ui.ts';

export type MenuListProps = {
  /** The button and the list: a click elsewhere closes. */
  readonly box: { readonly current: HTMLElement | null };
  readonly close: () => void;
  readonly toButton: () => void;
};

/** All that is asked for seldom. */
export function MenuList({ box, close, toButton }: MenuListProps) {
  const ui = useLateUi();
  useClickOutside(box, close);
  const items = () => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useEffect(() => items()[0]?.focus(), []);
  const choose = (item: MenuItem) => {
    close();
    // What is written in takes the focus from what goes with the menu.
    if (item.icon !== 'plus') toButton();
    item.act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextItem(items(), event);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <div role="menu" tabIndex={-1} aria-label={ui.t('menu')} onKeyDown={onKeyDown}>
      {menuItems(ui).map((item) => (
        <button type="button" role="menuitem" tabIndex={-1} key={item.icon} onClick={() => choose(item)}>
          <Icon name={item.icon} />
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** Where an arrow key leads within a menu, round and round. */
function nextItem(items: readonly HTMLElement[], { key, target }: KeyboardEvent): HTMLElement | undefined {
  const at = items.findIndex((item) => item.contains(target instanceof Node ? target : null));
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  return key === 'ArrowUp' ? items.at(at <= 0 ? -1 : at - 1) : undefined;
}

/** In a shadow root the page sees only the host as target: the path says where the click was. */
function useClickOutside(box: { readonly current: HTMLElement | null }, act: () => void): void {
  useEffect(() => {
    const listen = (event: Event) => {
      if (box.current && !event.composedPath().includes(box.current)) act();
    };
    document.addEventListener('pointerdown', listen, true);
    return () => document.removeEventListener('pointerdown', listen, true);
  }, []);
}
