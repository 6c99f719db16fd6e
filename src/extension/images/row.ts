import type { LabelFault, LabelledCommand, LabelReading } from '../../command/label/read-label';
import type { Wrapper } from '../../command/model/command';
import type { DockerHost, Image } from '../../docker';
import type { HostState } from './host-images';

/** An image on a host, by the name it is shown with. */
export interface ImageOfHost {
  readonly host: DockerHost;
  readonly image: Image;
  /** `repository:tag`; undefined for one that dangles. */
  readonly name: string | undefined;
}

/** A Command in the label of an image. */
export interface CommandOfImage extends ImageOfHost {
  readonly labelled: LabelledCommand;
}

/** What a row of the Images view shows. */
export type RowContent =
  | { readonly kind: 'host'; readonly host: DockerHost; readonly state: HostState; readonly isCurrent: boolean }
  /** What keeps a host from showing images. */
  | {
      readonly kind: 'failure';
      readonly host: DockerHost;
      readonly failure: Extract<HostState, { readonly kind: 'failed' }>['failure'];
    }
  | { readonly kind: 'repository'; readonly name: string; readonly count: number; readonly hasCommands: boolean }
  | { readonly kind: 'dangling'; readonly count: number }
  | (ImageOfHost & {
      readonly kind: 'image';
      /** The name, or within a repository's row the tag alone. */
      readonly title: string;
      /** Of its Commands' label; undefined while nobody has read it, or where it has none. */
      readonly reading: LabelReading | undefined;
    })
  | (ImageOfHost & { readonly kind: 'broken-label'; readonly fault: LabelFault })
  | (CommandOfImage & { readonly kind: 'command' })
  | (CommandOfImage & { readonly kind: 'wrapper'; readonly wrapper: Wrapper })
  /** An input, output, secret or handler. */
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'labels'; readonly labels: readonly (readonly [key: string, value: string])[] }
  | { readonly kind: 'label'; readonly key: string; readonly value: string };

/** A part of a Command or a wrapper, as the view shows it. */
export interface Part {
  readonly is: 'input' | 'external input' | 'derived input' | 'output' | 'output handler' | 'secret';
  readonly name: string;
  readonly description: string;
  /** More of it, in lines. */
  readonly details: readonly string[];
}

/** A row to be shown. Where `children` is left out they follow from the content, and are made when the row is opened. */
export interface RowSpec {
  /** Stable over refreshes, so that what is open and selected stays so. */
  readonly id: string;
  readonly content: RowContent;
  /** Differs exactly when what the row shows has changed. */
  readonly version: string;
  readonly children?: readonly RowSpec[];
}
