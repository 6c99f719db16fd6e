export { createFolderCache } from '../../launch/data/folder-cache';
export { cleanUp, takeUpLostRuns } from './clean-up';
export { lastAnswers } from './last-answers';
export { showPreview } from './last-shown';
export { Launcher } from './launcher';
export { previewText } from './preview-text';
export { LaunchTests } from '../testing/launch-tests';
