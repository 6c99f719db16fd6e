import * as vscode from 'vscode';
import type { DockerHost, Image } from '../../docker';
import { anySignal } from '../../launch/any-signal';
import type { DockerAccess } from '../docker-access';
import type { KnownImages } from '../known-images';
import { arrangeImages, type Arrangement } from './arrange-images';
import { createHostImages, type HostImages, type HostState } from './host-images';
import { LabelReadings } from './label-readings';
import { childrenOf } from './label-rows';
import type { RowSpec } from './row';
import { type Row, RowTree } from './row-tree';
import { imageTooltip, treeItemOf } from './tree-items';
import { counted } from './wording';

/** The view's own part of the window: what the tree needs of it. */
export interface ImagesView {
  readonly treeView: vscode.TreeView<Row>;
  readonly changed: vscode.EventEmitter<Row[] | undefined>;
}

export interface ImagesTreeServices {
  readonly docker: DockerAccess;
  /** Is told which images there are. */
  readonly images: KnownImages;
  readonly log: vscode.LogOutputChannel;
  /** Keeps how images are grouped, for every window. */
  readonly storage: vscode.Memento;
}

/** A host of the view. */
interface ShownHost {
  readonly host: DockerHost;
  readonly isCurrent: boolean;
  readonly images: HostImages;
}

/** The view's id. */
export const IMAGES_VIEW = 'xnatCommands.images';

const GROUPING_KEY = 'xnatCommands.images.grouping';

/** What the welcome texts and the menus look at. */
const STATE_CONTEXT = 'xnatCommands.docker';
const GROUPING_CONTEXT = 'xnatCommands.images.grouping';
const FILTER_CONTEXT = 'xnatCommands.images.isFiltered';

/** The command that opens what a row shows. */
const OPEN_COMMAND = 'xnatCommands.openImageRow';

/** The command that says in full what is wrong with a host. */
const EXPLAIN_COMMAND = 'xnatCommands.testDockerHost';

/** How long a tooltip may wait for the engine, in milliseconds. */
const TOOLTIP_PATIENCE = 3_000;

/** The rows of the Images view: the Docker hosts, their images, and what is in the labels of those. */
export class ImagesTree {
  readonly #rows = new RowTree(({ id, content }) => childrenOf(id, content));
  readonly #readings = new LabelReadings(() => this.#draw());
  #hosts: readonly ShownHost[] = [];
  #filter = '';
  /** Of each host, how many images are shown and how many there are. */
  readonly #counts = new Map<string, { readonly shown: number; readonly all: number }>();

  constructor(
    private readonly view: ImagesView,
    private readonly services: ImagesTreeServices,
  ) {
    void setContext(GROUPING_CONTEXT, this.grouping);
  }

  get grouping(): Arrangement['grouping'] {
    return this.services.storage.get<string>(GROUPING_KEY) === 'repository' ? 'repository' : 'none';
  }

  get filter(): string {
    return this.#filter;
  }

  /** The hosts in the view, with what is known of their images. */
  get hosts(): readonly { readonly host: DockerHost; readonly state: HostState }[] {
    return this.#hosts.map(({ host, images }) => ({ host, state: images.state }));
  }

  async setGrouping(grouping: Arrangement['grouping']): Promise<void> {
    await this.services.storage.update(GROUPING_KEY, grouping);
    void setContext(GROUPING_CONTEXT, grouping);
    this.#draw();
  }

  /** Shows only images that match. */
  setFilter(filter: string): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    void setContext(FILTER_CONTEXT, filter.trim() !== '');
    this.#draw();
  }

  /** Looks for hosts anew, and follows the current one and those that are followed already. */
  async follow(): Promise<void> {
    const { current, known } = await this.services.docker.hosts();
    const listed = known.filter(({ kind, reference }) => kind === 'listed' && reference !== current.reference);
    const before = this.#hosts;
    this.#hosts = [current, ...listed].map((host) => this.#shownHost(host, host === current, before));
    for (const { images } of before) if (!this.#hosts.some((shown) => shown.images === images)) images.rest();
    this.#draw();
    const wanted = this.#hosts.filter(({ images, isCurrent }) => isCurrent || images.isFollowing || isOpen(images));
    const listing = Promise.all(wanted.map(({ images }) => images.follow()));
    await vscode.window.withProgress({ location: { viewId: IMAGES_VIEW } }, () => listing);
  }

  /** Looks again for the current host, if it was not to be had. */
  async followFailed(): Promise<void> {
    const current = this.#hosts.find(({ isCurrent }) => isCurrent);
    if (current?.images.state.kind === 'failed') await this.follow();
  }

  /** Follows no host any longer; what was known stays in sight for the next time. */
  rest(): void {
    for (const { images } of this.#hosts) images.rest();
  }

  /** A host is known again when it is reached in the same way as before. */
  #shownHost(host: DockerHost, isCurrent: boolean, before: readonly ShownHost[]): ShownHost {
    const same = before.find((shown) => JSON.stringify(shown.host.search) === JSON.stringify(host.search));
    const images =
      same?.images ??
      createHostImages({
        connect: (signal) => this.services.docker.connect(signal, host),
        onChange: () => this.#draw(),
        onError: (error) => this.services.log.error('The images view has stopped following the engine.', error),
      });
    return { host, isCurrent, images };
  }

  async getChildren(row: Row | undefined): Promise<Row[]> {
    if (row === undefined) return [...this.#rows.roots];
    if (row.content.kind === 'host') {
      const { reference } = row.content.host;
      const images = this.#hosts.find(({ host }) => host.reference === reference)?.images;
      if (images?.state.kind === 'not-asked') await images.follow();
    }
    return [...this.#rows.children(row)];
  }

  readonly getTreeItem = (row: Row): vscode.TreeItem =>
    treeItemOf(row, { open: OPEN_COMMAND, explain: EXPLAIN_COMMAND });

  /** Adds what only the engine knows, once a person wants to see it. */
  async resolveTooltip(item: vscode.TreeItem, { content }: Row, signal: AbortSignal): Promise<vscode.TreeItem> {
    if (content.kind !== 'image') return item;
    const { host, image, reading } = content;
    const state = this.#hosts.find((shown) => shown.host.reference === host.reference)?.images.state;
    const patience = anySignal([signal, AbortSignal.timeout(TOOLTIP_PATIENCE)]);
    const details = state?.kind === 'connected' ? await state.connection.inspectImage(image.id, patience) : undefined;
    item.tooltip = imageTooltip(content, details?.ok === true ? details.value.platform : undefined, reading);
    return item;
  }

  row(id: string): Row | undefined {
    return this.#rows.row(id);
  }

  /** The first row of an image in the view as it is arranged now. */
  rowOfImage(reference: string, image: Image): Row | undefined {
    const find = (rows: readonly Row[]): Row | undefined => {
      for (const row of rows) {
        if (row.content.kind === 'image' && row.content.image.id === image.id) return row;
        if (row.content.kind !== 'repository' && row.content.kind !== 'dangling') continue;
        const found = find(this.#rows.children(row));
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const host = this.#rows.row(hostId(reference));
    return host === undefined ? undefined : find(this.#rows.children(host));
  }

  #draw(): void {
    const isAlone = this.#hosts.length === 1;
    const specs = this.#hosts.flatMap((shown) => this.#hostRow(shown, isAlone));
    const changes = this.#rows.update(specs);
    this.#tell();
    if (changes === 'all') this.view.changed.fire(undefined);
    else if (changes.length > 0) this.view.changed.fire([...changes]);
    const images = this.#hosts.flatMap((shown) => imagesOf(shown.images.state));
    this.#readings.read(images);
    this.services.images.tell(images.flatMap(({ tags }) => tags));
  }

  /** A host that is alone gives way to the view's welcome text when it has nothing to show. */
  #hostRow({ host, images, isCurrent }: ShownHost, isAlone: boolean): readonly RowSpec[] {
    const { state } = images;
    const id = hostId(host.reference);
    const children = this.#rowsOf(id, host, state);
    const isEmpty = state.kind !== 'connected' || state.images.length === 0;
    if (isAlone && isEmpty) return [];
    const engine = state.kind === 'connected' ? state.connection.version.engine : '';
    return [
      {
        id,
        content: { kind: 'host', host, state, isCurrent },
        version: JSON.stringify([host.name, host.search, state.kind, engine, isCurrent]),
        children,
      },
    ];
  }

  #rowsOf(id: string, host: DockerHost, state: HostState): readonly RowSpec[] {
    this.#counts.delete(host.reference);
    if (state.kind === 'failed') {
      const { failure } = state;
      return [{ id: `${id}/failure`, content: { kind: 'failure', host, failure }, version: failure.message }];
    }
    if (state.kind !== 'connected') return [];
    const arrangement = { grouping: this.grouping, filter: this.#filter, readingOf: this.#readings.of };
    const { rows, shown } = arrangeImages(host, id, state.images, arrangement);
    this.#counts.set(host.reference, { shown, all: state.images.length });
    return rows;
  }

  /** Says above the rows what they do not say themselves. */
  #tell(): void {
    const [first] = this.#hosts;
    if (first === undefined) return;
    const { state } = first.images;
    void setContext(STATE_CONTEXT, contextOf(state, this.#hosts.length === 1));
    this.view.treeView.description = describe(first.host, state);
    if (state.kind === 'failed' && this.#hosts.length === 1) {
      // The editor shows no welcome text, and so none of its links, beside a message.
      this.view.treeView.message = '';
      return;
    }
    const counts = [...this.#counts.values()];
    const shown = counts.reduce((sum, count) => sum + count.shown, 0);
    const all = counts.reduce((sum, count) => sum + count.all, 0);
    this.view.treeView.message =
      this.#filter.trim() === ''
        ? ''
        : `“${this.#filter.trim()}” is in ${shown.toLocaleString('en')} of ${counted(all, 'image')}.`;
  }
}

const setContext = (key: string, value: unknown) => vscode.commands.executeCommand('setContext', key, value);

const hostId = (reference: string) => `host/${reference}`;

const imagesOf = (state: HostState) => (state.kind === 'connected' ? state.images : []);

/** The host in the view's header; by its address when it cannot be reached. */
function describe({ name, search }: DockerHost, state: HostState): string {
  if (state.kind !== 'failed') return name;
  return `${search.ok ? search.candidates[0].address : search.address}: not available`;
}

/** Whether a host was looked at before. */
const isOpen = (images: HostImages) => images.state.kind === 'connected';

/** What a welcome text is chosen by. */
function contextOf(state: HostState, isAlone: boolean): string {
  if (!isAlone) return 'several';
  if (state.kind !== 'failed') return state.kind;
  return state.failure.kind === 'unreachable' ? state.failure.cause : state.failure.kind;
}
