export { readLabel } from '../../command/label/read-label';
export { describeBrought } from '../image-hosts/describe-brought';
export { runImageCommand, type ImageCommandId } from './image-commands';
export { imageDocumentText } from './image-documents';
export { IMAGES_VIEW, ImagesTree, type ImagesView } from './images-tree';
export { readImageUri } from './image-uri';
export type { Row } from './row-tree';
