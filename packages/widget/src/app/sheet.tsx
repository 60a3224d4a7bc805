import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { trapTab } from './focus.ts';
import { useUi } from './ui.ts';

/** A question over the conversation: it takes the focus, keeps it, and gives it back. */
export function SheetFrame({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const { show } = useUi();
  const box = useRef<HTMLDivElement>(null);
  // Before the browser draws: it takes the focus from what lies under the question then, and nobody would know where it was.
  useLayoutEffect(() => {
    const element = box.current;
    const root = element?.getRootNode();
    const before = root instanceof ShadowRoot ? root.activeElement : null;
    (element?.querySelector<HTMLElement>('[data-first]') ?? element)?.focus({ preventScroll: true });
    // What lies under the question takes no focus until it is drawn without it.
    const giveBack = () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
    return () => queueMicrotask(giveBack);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      show(null);
    } else if (box.current) trapTab(event, box.current);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the question is a second way to its Cancel
    <div
      class="scrim"
      onClick={(event) => event.target === event.currentTarget && show(null)}
      onKeyDown={onKeyDown}
      role="presentation"
    >
      <div class="sheet" ref={box} role="dialog" aria-modal="true" aria-label={title} tabIndex={-1}>
        <h2>{title}</h2>
        {children}
      </div>
    </div>
  );
}
