// What is asked before a first conversation, and after a thumb.
import { Comment } from './comment.tsx';
import { Consent } from './consent.tsx';
import { Prechat } from './prechat.tsx';
import { FIELDS } from './styles/fields.ts';

export const QUESTIONS = { Comment, Consent, Prechat, STYLES: FIELDS };

export type Questions = typeof QUESTIONS;
