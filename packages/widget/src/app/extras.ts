// What a first conversation does without, in one chunk.
import { LATE_TEXTS } from '../texts/late-texts.ts';
import { EndRating } from './end-rating.tsx';
import { FileView } from './file-view.tsx';
import { addIcons } from './icon.tsx';
import { LATE_ICONS } from './late-icons.ts';
import { MenuList } from './menu-list.tsx';
import { PastConversations } from './past-conversations.tsx';
import { SheetOf } from './sheets.tsx';
import { EXTRA_STYLES } from './styles/extra-styles.ts';
import { uploadFiles } from './upload-files.ts';
import { UploadList } from './upload-list.tsx';

addIcons(LATE_ICONS);

/** Files, the menu and all that it offers, and what is asked at the end. */
export const EXTRAS = {
  EndRating,
  FileView,
  MenuList,
  PastConversations,
  SheetOf,
  UploadList,
  uploadFiles,
  STYLES: EXTRA_STYLES,
  TEXTS: LATE_TEXTS,
};

export type Extras = typeof EXTRAS;
