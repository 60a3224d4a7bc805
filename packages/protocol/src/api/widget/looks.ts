import { z } from 'zod';

export const WIDGET_CORNERS = ['bottom-right', 'bottom-left'] as const;
export const LAUNCHER_SIZES = ['small', 'medium', 'large'] as const;
export const LAUNCHER_STYLES = ['classic', 'input', 'small'] as const;
export const WIDGET_THEMES = ['light', 'dark', 'auto', 'custom'] as const;
export type WidgetTheme = (typeof WIDGET_THEMES)[number];
export const ROUNDNESS = ['small', 'medium', 'full'] as const;

/** Shapes and sizes. */
export const WidgetLooksSchema = z
  .object({
    launcher: z.enum(LAUNCHER_STYLES),
    launcher_size: z.enum(LAUNCHER_SIZES),
    corner: z.enum(WIDGET_CORNERS),
    theme: z.enum(WIDGET_THEMES),
    roundness: z.enum(ROUNDNESS),
    text_size: z.enum(LAUNCHER_SIZES),
    width: z.int(),
    height: z.int(),
    is_draggable: z.boolean(),
    collapses_header: z.boolean(),
  })
  .meta({ id: 'WidgetLooks' });

/** The roles that a colour may have: each `#RRGGBB`. */
export const COLOUR_ROLES = [
  'background',
  'text',
  'soft_text',
  'header',
  'header_text',
  'accent',
  'accent_text',
  'visitor_bubble',
  'visitor_text',
  'agent_bubble',
  'agent_text',
  'input',
  'input_text',
  'link',
  'border',
] as const;
export type ColourRole = (typeof COLOUR_ROLES)[number];

const scheme = z.object(
  Object.fromEntries(COLOUR_ROLES.map((role) => [role, z.string().describe('`#RRGGBB`')])) as Record<
    ColourRole,
    z.ZodString
  >,
);

/** Both schemes: which one is shown follows from the theme and the visitor's system. */
export const WidgetColoursSchema = z.object({ light: scheme, dark: scheme }).meta({ id: 'WidgetColours' });
export type WidgetColours = z.output<typeof WidgetColoursSchema>;
