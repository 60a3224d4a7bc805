import { BASE } from './base.ts';
import { COMPOSER } from './composer.ts';
import { MESSAGES } from './messages.ts';
import { MODES } from './modes.ts';

/** The rules of what a first conversation shows. */
export const FIRST_STYLES = [BASE, MESSAGES, COMPOSER, MODES].join('');
