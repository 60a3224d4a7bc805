import type { ComponentProps, MouseEvent } from 'react';

type SoftLinkProps = ComponentProps<'a'> & {
  readonly href: string;
  /** Goes there without loading the page anew. */
  readonly onGo: () => void;
};

/** A link that goes by itself where a plain click asks it to; into another tab or window the browser takes it. */
export function SoftLink({ href, onGo, onClick, ...rest }: SoftLinkProps) {
  const click = (event: MouseEvent<HTMLAnchorElement>): void => {
    onClick?.(event);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    onGo();
  };
  return <a {...rest} href={href} onClick={click} />;
}
