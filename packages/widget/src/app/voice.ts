// Speech, where an agent's settings offer it.
import { addIcons } from './icon.tsx';
import { VOICE_STYLES } from './styles/voice-styles.ts';
import { VoiceButton } from './voice-button.tsx';
import { VOICE_ICONS } from './voice-icons.ts';

addIcons(VOICE_ICONS);

export const VOICE = { VoiceButton, STYLES: VOICE_STYLES };

export type Voice = typeof VOICE;
