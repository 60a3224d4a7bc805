/** While the microphone listens. */
export const VOICE_STYLES = '.parley .tools [aria-pressed=true]{background:var(--danger);color:var(--danger-text)}';
