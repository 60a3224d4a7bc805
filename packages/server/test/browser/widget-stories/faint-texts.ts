import type { Locator } from 'playwright-core';

/**
 * Texts within a part of the page that stand out from what is drawn under them by less than 4.5 to 1, with what makes their
 * parents translucent: one line for each. axe does not see what lies under texts in a shadow root, and leaves them out.
 */
export const faintTexts = (part: Locator): Promise<string[]> =>
  part.evaluate((root) => {
    type Channels = readonly [red: number, green: number, blue: number, alpha: number];
    const WHITE: Channels = [1, 1, 1, 1];
    const channels = (colour: string): Channels => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      const most = colour.startsWith('rgb') ? 255 : 1;
      return [red / most, green / most, blue / most, alpha];
    };
    const over = ([red, green, blue, alpha]: Channels, [r, g, b]: Channels): Channels => {
      const mixed = (one: number, other: number) => one * alpha + other * (1 - alpha);
      return [mixed(red, r), mixed(green, g), mixed(blue, b), 1];
    };
    const faded = ([red, green, blue, alpha]: Channels, opacity: number): Channels => [
      red,
      green,
      blue,
      alpha * opacity,
    ];
    const parentOf = (element: Element): Element | null => {
      const above = element.getRootNode();
      return element.parentElement ?? (above instanceof ShadowRoot ? above.host : null);
    };
    /** The colour under what an element writes, and the colour of what it writes. */
    const drawn = (element: Element, own: Channels | null): { ground: Channels; ink: Channels } => {
      const parent = parentOf(element);
      const { backgroundColor, opacity } = getComputedStyle(element);
      const beneath = parent ? drawn(parent, null).ground : WHITE;
      const inside = over(channels(backgroundColor), beneath);
      const ground = over(faded(inside, Number(opacity)), beneath);
      return { ground, ink: own ? over(faded(over(own, inside), Number(opacity)), beneath) : ground };
    };
    const fading = (element: Element): number => {
      let share = 1;
      for (let at = parentOf(element); at; at = parentOf(at)) share *= Number(getComputedStyle(at).opacity);
      return share;
    };
    const luminance = (colour: Channels): number => {
      const [red = 0, green = 0, blue = 0] = colour
        .slice(0, 3)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    return [...root.querySelectorAll('*')]
      .filter(
        (element) => hasText(element) && element.checkVisibility() && !element.matches(':disabled,.hidden,.hidden *'),
      )
      .flatMap((element) => {
        const { ground, ink } = drawn(element, faded(channels(getComputedStyle(element).color), fading(element)));
        const [darker = 0, lighter = 0] = [luminance(ground), luminance(ink)].toSorted((a, b) => a - b);
        const contrast = (lighter + 0.05) / (darker + 0.05);
        const name = `${element.tagName} ${element.className} "${element.textContent?.trim().slice(0, 30)}"`;
        return contrast < 4.49 ? [`${name} has ${contrast.toFixed(2)}`] : [];
      });
  });
