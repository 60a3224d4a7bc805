import type { WidgetConfig } from '@parley/protocol/api';

export type Theme = 'light' | 'dark' | 'auto';

const TEXT_PX = { small: 14, medium: 15, large: 17 } as const;
const BUBBLE_PX = { small: 6, medium: 16, full: 22 } as const;
const CONTROL_PX = { small: 4, medium: 10, full: 22 } as const;

/** Whether the dark scheme is shown. A theme of its own has one set of colours, which lies in the light scheme. */
export const isDark = (theme: Theme | 'custom', prefersDark: boolean): boolean =>
  theme === 'dark' || (theme === 'auto' && prefersDark);

export type ThemeFollower = { paint(): void; setTheme(theme: Theme): void; end(): void };

/** Keeps `root` in the colours of the theme: what the page asks for, else what the agent's settings say. */
export function followTheme(root: HTMLElement, wish: Theme | undefined, configOf: () => WidgetConfig): ThemeFollower {
  let theme = wish;
  const preference = matchMedia('(prefers-color-scheme: dark)');
  const paint = (): void => {
    const config = configOf();
    applyTheme(root, config, isDark(theme ?? config.looks.theme, preference.matches));
  };
  preference.addEventListener('change', paint);
  return {
    paint,
    setTheme(next) {
      theme = next;
      paint();
    },
    end: () => preference.removeEventListener('change', paint),
  };
}

/** Gives the window its colours, sizes and shapes. Set by the object model, which rules on styles do not concern. */
function applyTheme(root: HTMLElement, { looks, colours }: WidgetConfig, dark: boolean): void {
  const { style } = root;
  for (const [role, colour] of Object.entries(dark ? colours.dark : colours.light)) {
    // Only a colour: the value comes from our server, and still nothing else may get into a rule.
    if (/^#[\da-f]{6}$/i.test(colour)) style.setProperty(`--${role.replaceAll('_', '-')}`, colour);
  }
  style.setProperty('--text-size', `${TEXT_PX[looks.text_size]}px`);
  style.setProperty('--bubble-radius', `${BUBBLE_PX[looks.roundness]}px`);
  style.setProperty('--radius', `${CONTROL_PX[looks.roundness]}px`);
  style.setProperty('color-scheme', dark ? 'dark' : 'light');
}
