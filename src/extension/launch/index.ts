export { createFolderCache } from '../../launch/data/folder-cache';
export { adoptLostRuns } from './adopt-lost-runs';
export { lastAnswers } from './last-answers';
export { Launcher } from './launcher';
export { previewText } from './preview-text';
export { LaunchTests } from '../testing/launch-tests';
