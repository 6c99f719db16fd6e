/** Wrong use, or something that cannot be read. The message is for the person who called. */
export class UsageError extends Error {}
