import { createCommandDocument, type CommandDocument } from '../document/command-document';
import { readDockerfile, type Dockerfile } from './dockerfile';
import { dockerfileLabels, imageLabel, type DockerfileLabel } from './dockerfile-labels';

/** A label of a Dockerfile and the Commands in it. */
export interface LabelDocument {
  readonly label: DockerfileLabel;
  readonly document: CommandDocument;
}

/** A Dockerfile with its labels read. */
export interface LabelledDockerfile {
  readonly dockerfile: Dockerfile;
  /** In the order of the text. */
  readonly labels: readonly LabelDocument[];
}

/** Reads a Dockerfile and the Commands in its labels, once for everything that is to be asked of it. */
export function readLabelledDockerfile(text: string): LabelledDockerfile {
  const dockerfile = readDockerfile(text);
  const labels = dockerfileLabels(dockerfile).map((label) => ({
    label,
    document: createCommandDocument(label.value, 'label'),
  }));
  return { dockerfile, labels };
}

/** The label that the image gets, with its Commands. */
export function imageLabelOf({ labels }: LabelledDockerfile): LabelDocument | undefined {
  const label = imageLabel(labels.map((one) => one.label));
  return labels.find((one) => one.label === label);
}
