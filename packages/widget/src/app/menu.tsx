import { useRef, useState } from 'preact/hooks';
import { IconButton } from './icon.tsx';
import { Late } from './late.tsx';
import { useUi } from './ui.ts';

/** The button of all that is asked for seldom; what it opens is fetched then, not when a pointer passes on its way to close. */
export function Menu() {
  const { t } = useUi();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  // What an item opens takes the focus from here, and gives it back to here.
  const toButton = () => box.current?.querySelector('button')?.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return;
    if (event.key === 'Tab') close();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
    toButton();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are heard from the buttons inside
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <IconButton icon="more" label={t('menu')} isExpanded={isOpen} hasMenu onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <div class="menu-list">
          <Late of="extras">{({ MenuList }) => <MenuList box={box} close={close} toButton={toButton} />}</Late>
        </div>
      )}
    </div>
  );
}
