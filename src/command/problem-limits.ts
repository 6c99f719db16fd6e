/** More than anyone would mend in one go; it bounds what hostile text can make of memory and of the editor. */
export const MOST_PROBLEMS_SHOWN = 1000;

/** What each check collects at most: more than is shown, so that it comes to light where problems are left out. */
export const MOST_PROBLEMS_COLLECTED = 5 * MOST_PROBLEMS_SHOWN;
