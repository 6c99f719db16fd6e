/** What a rule means to an author. The texts are Markdown. */
export interface RuleDocumentation {
  /** The fault in a few words. */
  readonly title: string;
  /** What it means, when it bites and what happens then. */
  readonly text: string;
  /** What has the fault: a piece of a Command. */
  readonly wrong: string;
  /** The same without it. */
  readonly right: string;
}
