/** How long the link of a mail can be followed. */
export const RESET_LINK_MINUTES = 60;
