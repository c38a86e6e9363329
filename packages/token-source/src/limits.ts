/** How often it is looked whether time went by unseen, in seconds. */
export const TICK = 30
/** How late that look may be in a page that is hidden, in seconds: its timers wake once a minute. */
export const LATE = 30
/** The longest `Retry-After` that is obeyed, in seconds. */
export const LONGEST_HOLD = 3600
/** How many forced or rejected tokens in a row are replaced at once; further ones wait. */
export const AT_ONCE = 3
