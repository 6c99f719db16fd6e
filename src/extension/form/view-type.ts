/** What kind of webview a launch form is, also in the editor's memory of open ones. */
export const FORM_VIEW_TYPE = 'xnatCommands.launchForm';
