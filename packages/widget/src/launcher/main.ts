// The module that the loader imports when the page is idle: what a visitor sees before the chat is opened.
import type { LauncherModule } from '../loader/widget.ts';
import { createWidget as create } from './widget.ts';

export const createWidget: LauncherModule['createWidget'] = create;
