export { createFolderCache } from '../../launch/data/folder-cache';
export { lastAnswers } from './last-answers';
export { Launcher } from './launcher';
export { previewText } from './preview-text';
export { LaunchTests } from '../testing/launch-tests';
