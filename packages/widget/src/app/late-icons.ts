/** Paths of 24 × 24 for the icons of late parts. */
export const LATE_ICONS = {
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5h.01M15 9.5h.01',
  flat: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 15h7M9 9.5h.01M15 9.5h.01',
  frown: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 16a4.2 4.2 0 0 1 7 0M9 9.5h.01M15 9.5h.01',
  file: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5',
  list: 'M20 12a8 8 0 0 1-11.6 7.1L4 20l1-4a8 8 0 1 1 15-4z',
  plus: 'M12 5v14M5 12h14',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  star: 'M12 4l2.4 5 5.6.700-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13',
} as const;

export type LateIcon = keyof typeof LATE_ICONS;
