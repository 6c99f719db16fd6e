/** What came of one thing that a launch was expected to come to. Plain data without values of secrets. */
export interface ExpectationResult {
  readonly subject: ExpectationSubject;
  /** JSON pointer to it in the launch file; what is expected without being written there has the pointer of what is nearest. */
  readonly pointer: string;
  readonly result: 'met' | 'not met';
  /** A sentence that says what came of it. */
  readonly message: string;
  /** Both are texts to be compared; they differ when it is not met. */
  readonly expected: string;
  readonly actual: string;
}

/** What an expectation is about. */
export type ExpectationSubject =
  | { readonly kind: 'exit-code' }
  /** The launch as a whole would end well on a server. */
  | { readonly kind: 'status' }
  | { readonly kind: 'output'; readonly output: string }
  | { readonly kind: 'log' }
  | { readonly kind: 'secrecy' };

/** Whether a launch came to all that was expected. */
export const areAllMet = (results: readonly ExpectationResult[]) => results.every(({ result }) => result === 'met');
