import type { ColourRole } from '@parley/protocol';
import type { WidgetConfiguration } from '@parley/protocol/api';

export type OwnColours = WidgetConfiguration['custom_colors'];

/** Every role, in the order of the form: what lies on a surface stands beside it. */
const ROLES: { readonly [role in ColourRole]: true } = {
  background: true,
  text: true,
  soft_text: true,
  border: true,
  header: true,
  header_text: true,
  accent: true,
  accent_text: true,
  visitor_bubble: true,
  visitor_text: true,
  agent_bubble: true,
  agent_text: true,
  input: true,
  input_text: true,
  link: true,
};
export const COLOUR_ROLES = Object.keys(ROLES) as readonly ColourRole[];
