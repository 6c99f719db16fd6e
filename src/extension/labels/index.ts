export { buildImage } from './build-image';
export { copyAsLabel } from './copy-as-label';
export { compareLabel, labelDocumentText, openLabel } from './label-document';
export { isLabelTarget, labelSources } from './label-sources';
export { updateLabel, writeLabel } from './write-label';
