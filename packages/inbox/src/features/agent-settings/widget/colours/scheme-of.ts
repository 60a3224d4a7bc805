import {
  type ColourRole,
  type ColourSettings,
  coloursOf,
  contrastWarnings,
  type WidgetColours,
} from '@parley/protocol';
import type { WidgetValues } from '../widget-fields.ts';
import { readColour } from './read-colour.ts';

type ColourValues = Pick<
  WidgetValues,
  'theme' | 'primary_color' | 'header_color' | 'header_text_color' | 'custom_colors'
>;

/** The colours of the chat for what the form says now: a colour that cannot be read while it is typed is none. */
export const schemeOf = (values: ColourValues): WidgetColours =>
  coloursOf(settingsOf(values))[values.theme === 'dark' ? 'dark' : 'light'];

/** Backgrounds that each text is hard to read on while own colours are shown, with its contrast on them. */
export function faintTexts(values: ColourValues): (text: ColourRole) => { background: ColourRole; ratio: number }[] {
  const warnings = contrastWarnings({ ...settingsOf(values), theme: 'custom' });
  return (text) => warnings.filter((warning) => warning.text === text);
}

function settingsOf(values: ColourValues): ColourSettings {
  const own = Object.entries(values.custom_colors).map(([role, colour]) => [role, readColour(colour)] as const);
  return {
    theme: values.theme,
    primaryColor: readColour(values.primary_color),
    headerColor: readColour(values.header_color),
    headerTextLight: values.header_text_color,
    customColours: Object.fromEntries(own.filter(([, colour]) => colour !== null)),
  };
}
