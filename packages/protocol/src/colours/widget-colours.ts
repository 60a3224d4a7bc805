import type { ColourRole, WidgetTheme } from '../api/widget/looks.ts';
import { contrastOf, hexOf, mixOf, READABLE, readableOver, textOn } from './contrast.ts';

/** A colour `#RRGGBB` for each role. */
export type WidgetColours = { readonly [role in ColourRole]: string };
export type SchemeName = 'light' | 'dark';
export type WidgetColourSchemes = { readonly [name in SchemeName]: WidgetColours };

/** What of the settings decides the colours. `primaryColor` is `#RRGGBB`; null for ours. Server and inbox decide alike: what is drawn is what is stored. */
export type ColourSettings = {
  readonly theme: WidgetTheme;
  /** Of the theme `custom`, each `#RRGGBB`. */
  readonly customColours: OwnColours;
  /** `#RRGGBB`; null for the primary colour. */
  readonly headerColor: string | null;
  /** Null for what can be read on the header. */
  readonly headerTextLight: boolean | null;
  readonly primaryColor: string | null;
};
type OwnColours = { readonly [role in ColourRole]?: string };

/** The primary colour of agents that have none. */
export const OUR_PRIMARY = '#1F5EFF';

/** Which text stands on which background in the widget. */
export const COLOUR_PAIRS: readonly (readonly [text: ColourRole, background: ColourRole])[] = [
  ['text', 'background'],
  ['soft_text', 'background'],
  ['soft_text', 'input'],
  ['header_text', 'header'],
  ['accent_text', 'accent'],
  ['accent', 'background'],
  ['visitor_text', 'visitor_bubble'],
  ['agent_text', 'agent_bubble'],
  ['input_text', 'input'],
  ['link', 'background'],
  ['link', 'agent_bubble'],
];

type Surfaces = Pick<WidgetColours, 'background' | 'agent_bubble' | 'input' | 'border' | 'text' | 'soft_text'>;
const SURFACES: { readonly [name in SchemeName]: Surfaces } = {
  light: {
    background: '#FFFFFF',
    agent_bubble: '#F2F4F7',
    input: '#FFFFFF',
    border: '#D0D5DD',
    text: '#101828',
    soft_text: '#475467',
  },
  dark: {
    background: '#14181F',
    agent_bubble: '#222833',
    input: '#1B212A',
    border: '#3A4352',
    text: '#F2F4F7',
    soft_text: '#AEB7C5',
  },
};

/**
 * The colours of both schemes. Whatever the primary colour is, the built-in schemes can be read: header and bubble of the
 * visitor are the colour itself with fitting text, links and buttons are moved as far as their background needs. The theme
 * `custom` is one scheme: the given colours over the light one, where what is not given follows what is.
 */
export function coloursOf(settings: ColourSettings): WidgetColourSchemes {
  if (settings.theme !== 'custom') return { light: builtIn('light', settings), dark: builtIn('dark', settings) };
  const custom = customScheme(settings);
  return { light: custom, dark: custom };
}

function builtIn(name: SchemeName, { primaryColor, headerColor, headerTextLight }: ColourSettings): WidgetColours {
  const surfaces = SURFACES[name];
  const primary = primaryColor ?? OUR_PRIMARY;
  const header = headerColor ?? primary;
  const accent = readableOver(primary, [surfaces.background]);
  return {
    ...surfaces,
    header,
    header_text: headerText(header, headerTextLight),
    accent,
    accent_text: textOn(accent),
    visitor_bubble: primary,
    visitor_text: textOn(primary),
    agent_text: surfaces.text,
    input_text: surfaces.text,
    link: readableOver(primary, [surfaces.background, surfaces.agent_bubble]),
  };
}

/** The colour of the header, and whether its text is light: as chosen, else what fits the primary colour. */
export function headerOf({
  primaryColor,
  headerColor,
  headerTextLight,
}: Omit<ColourSettings, 'theme' | 'customColours'>): {
  readonly colour: string;
  readonly isTextLight: boolean;
} {
  const colour = headerColor ?? primaryColor ?? OUR_PRIMARY;
  return { colour, isTextLight: headerTextLight ?? textOn(colour) === '#FFFFFF' };
}

const headerText = (header: string, isLight: boolean | null): string =>
  isLight === null ? textOn(header) : isLight ? '#FFFFFF' : '#101828';

/** Backgrounds that follow another one when only that is given. */
function customScheme(settings: ColourSettings): WidgetColours {
  const given = settings.customColours;
  const base = builtIn('light', settings);
  const background = given.background ?? base.background;
  const isOwnGround = given.background !== undefined;
  const ink = textOn(background);
  const surfaces = isOwnGround
    ? { agent_bubble: mixOf(background, ink, 0.07), input: background, border: mixOf(background, ink, 0.2) }
    : {};
  return withReadableTexts({ ...base, ...surfaces, ...given }, given);
}

/** Moves each text that was not given as far as its backgrounds need. */
function withReadableTexts(scheme: WidgetColours, given: OwnColours): WidgetColours {
  const texts = [...new Set(COLOUR_PAIRS.map(([text]) => text))].filter((text) => given[text] === undefined);
  let readable = scheme;
  // Accents come first: their own text depends on them.
  for (const text of texts.toSorted((a, b) => Number(b === 'accent') - Number(a === 'accent'))) {
    const backgrounds = COLOUR_PAIRS.filter(([each]) => each === text).map(([, background]) => readable[background]);
    readable = { ...readable, [text]: readableOver(readable[text], backgrounds) };
  }
  return readable;
}

/** A pair that is hard to read: its contrast, with two digits, is under 4.5. */
export type ContrastWarning = {
  readonly text: ColourRole;
  readonly background: ColourRole;
  readonly scheme: SchemeName;
  readonly ratio: number;
};

/** Pairs that are hard to read, in the schemes that the theme can show; `custom` counts as light. */
export function contrastWarnings(settings: ColourSettings): ContrastWarning[] {
  const schemes = coloursOf(settings);
  return SHOWN[settings.theme].flatMap((scheme) =>
    COLOUR_PAIRS.map(([text, background]) => {
      const contrast = contrastOf(schemes[scheme][text], schemes[scheme][background]);
      // Downwards, so that 4.496 does not read as if it were enough.
      return { text, background, scheme, contrast, ratio: Math.floor(contrast * 100) / 100 };
    })
      .filter(({ contrast }) => contrast < READABLE)
      .map(({ contrast: _, ...warning }) => warning),
  );
}

const SHOWN: { readonly [theme in WidgetTheme]: readonly SchemeName[] } = {
  light: ['light'],
  dark: ['dark'],
  // A page may ask for the other one (`theme` of `init`), which is as readable.
  auto: ['light', 'dark'],
  custom: ['light'],
};

/** `#RRGGBB` of `rgb(0, 122, 255)` or of `#007aff`. Channels above 255 are 255. */
export function hexColour(text: string): string {
  if (text.startsWith('#')) return text.toUpperCase();
  return hexOf((text.match(/\d+/g) ?? []).slice(0, 3).map((channel) => Math.min(255, Number(channel))));
}
