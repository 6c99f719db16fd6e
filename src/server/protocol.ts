/** Ids of the commands that the server's code lenses and fixes name and the editor registers. */
export const LAUNCH_COMMAND = 'xnatCommands.launch';

/** What a Launch code lens hands to the launch command. */
export interface LaunchTarget {
  /** Address of the document that holds the Command. */
  readonly uri: string;
  /** Name of the wrapper to launch; absent where the person is to choose. */
  readonly wrapper?: string;
}
