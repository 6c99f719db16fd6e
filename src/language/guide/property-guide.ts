/** What an author should know of one property, beyond its JSON type. Texts are Markdown. */
export interface PropertyGuide {
  /** What it means, in a sentence or two. */
  readonly summary: string;
  /**
   * `needed`: the server refuses the Command, or every launch fails, without it. `wise`: hardly a Command goes without.
   * `none`: it has no effect, or the server fills it in, so it is not proposed.
   */
  readonly importance?: 'needed' | 'wise' | 'none';
  /** What the server takes when it is absent; undefined where that is simply nothing. */
  readonly whenAbsent?: string;
  /** The Container Service release that brought it; undefined where it was there from the beginning. */
  readonly since?: string;
  /** What the server really does, where its documentation says otherwise or nothing. */
  readonly inFact?: string;
}

/** The properties of one kind of object, in the order a Command is best written. */
export type ObjectGuide = Readonly<Record<string, PropertyGuide>>;
