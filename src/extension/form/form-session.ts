import { fileURLToPath } from 'node:url';
import type { DataFiles } from '../../launch/data/data-files';
import type { LaunchInput } from '../../launch-file/launch-file';
import type { SecretListing } from '../../secrets/secret-store';
import type {
  FieldValue,
  FieldValues,
  FormField,
  FormTarget,
  HostMessage,
  PageMessage,
  SecretDelivery,
  SecretRow,
} from '../../webview/protocol';
import { FormData } from './form-data';
import type { FormSource } from './form-source';
import { workOutForm, type WorkedForm } from './form-view';

/** How long a person may pause in typing before the form follows, in milliseconds. */
const PAUSE_MILLISECONDS = 60;

/** What a form asks of the editor around it. */
export interface FormTools {
  post(message: HostMessage): void;
  /** The Command as it is now, saved or not. */
  readSource(): Promise<FormSource>;
  /** Makes a path absolute: relative to the Command. */
  resolvePath(path: string): string;
  readonly files: DataFiles;
  /** What is at an absolute path. */
  kindOf(path: string): Promise<'folder' | 'file' | 'nothing'>;
  listSecrets(names: readonly string[]): Promise<readonly SecretListing[]>;
  /**
   * Has the person choose a folder or a file.
   *
   * @param current what stands in the field
   * @returns its absolute path; undefined when they gave up
   */
  browse(kind: 'folder' | 'file', label: string, current: string): Promise<string | undefined>;
  launch(answers: ReadonlyMap<string, LaunchInput>): Promise<void>;
  save(answers: ReadonlyMap<string, LaunchInput>): Promise<void>;
  setSecret(name: string): Promise<void>;
  secretDelivery(): SecretDelivery;
  /** Has the person choose how secrets are given. */
  chooseDelivery(): Promise<void>;
  /** Something went wrong that is nobody's doing. */
  report(error: unknown): void;
}

/** A form that was worked out, and what stands above it. */
interface Worked {
  readonly form: WorkedForm;
  readonly title: string;
  readonly description: string | undefined;
}

/**
 * One open form: keeps what was entered, works the form out after each change, and drops work that a later change overtakes.
 * What was entered for sensitive inputs is kept here alone, for as long as the form is open.
 */
export class FormSession {
  private readonly data: FormData;
  private revision = 0;
  /** The last form that could be worked out. */
  private worked: Worked | undefined;
  private obstacle: string | undefined;
  private work: { readonly stop: AbortController; readonly done: Promise<void> } | undefined;

  /** @param values of the last launch, or of the page before a restart */
  constructor(
    private readonly target: FormTarget,
    private values: FieldValues,
    private readonly tools: FormTools,
  ) {
    this.data = new FormData({
      files: tools.files,
      kindOf: (path) => tools.kindOf(path),
      resolvePath: (path) => tools.resolvePath(path),
      onProgress: (found) =>
        tools.post({ type: 'busy', text: `Reading the data: ${found.toLocaleString('en')} files` }),
    });
  }

  /** Answers a message of the page. Never rejects. */
  async receive(message: PageMessage): Promise<void> {
    try {
      await this.answer(message);
    } catch (error) {
      this.tools.report(error);
    }
  }

  /** Works the form out anew, for the Command or a secret has changed. Never rejects. */
  async refresh(): Promise<void> {
    try {
      await this.follow(PAUSE_MILLISECONDS);
    } catch (error) {
      this.tools.report(error);
    }
  }

  dispose(): void {
    this.work?.stop.abort();
  }

  private async answer(message: PageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        // A page that was hidden starts anew and counts its changes from nothing.
        this.revision = 0;
        return this.follow(0);
      case 'change':
        this.revision = message.revision;
        this.values = { ...this.values, ...message.values };
        return this.follow(PAUSE_MILLISECONDS);
      case 'browse':
        return this.browse(message.field);
      case 'drop':
        return this.drop(message.field, message.items);
      case 'reset':
        this.values = {};
        this.data.forget();
        return this.follow(0);
      case 'launch':
        return this.finish((answers) => this.tools.launch(answers));
      case 'save':
        return this.finish((answers) => this.tools.save(answers));
      case 'set-secret':
        await this.tools.setSecret(message.name);
        return this.follow(0);
      case 'choose-delivery':
        await this.tools.chooseDelivery();
        return this.follow(0);
    }
  }

  /** Works the form out, once nothing was changed for `pause` milliseconds. */
  private async follow(pause: number): Promise<void> {
    this.work?.stop.abort();
    const stop = new AbortController();
    const done = this.workOut(pause, stop.signal);
    this.work = { stop, done };
    await done;
  }

  private async workOut(pause: number, signal: AbortSignal): Promise<void> {
    if (pause > 0) await new Promise((resume) => setTimeout(resume, pause));
    if (signal.aborted) return;
    try {
      const { revision } = this;
      const source = await this.tools.readSource();
      const worked = source.kind === 'command' ? await this.workOutCommand(source, signal) : this.worked;
      if (isOvertaken(signal)) return;
      this.worked = worked;
      this.obstacle = source.kind === 'obstacle' ? source.message : undefined;
      await this.show(revision, signal);
    } catch (reason) {
      if (!isOvertaken(signal)) throw reason;
    }
  }

  private async workOutCommand(
    { command, wrapper }: FormSource & { readonly kind: 'command' },
    signal: AbortSignal,
  ): Promise<Worked> {
    return {
      form: await workOutForm(command, wrapper, this.values, this.data, signal),
      title: command.label ?? command.name ?? wrapper.name,
      description: wrapper.label ?? wrapper.description ?? command.description,
    };
  }

  private async show(revision: number, signal: AbortSignal): Promise<void> {
    const secrets = await this.secretRows();
    if (signal.aborted) return;
    const { worked, obstacle } = this;
    this.tools.post({
      type: 'show',
      target: this.target,
      view: {
        revision,
        title: worked?.title ?? this.target.wrapper,
        ...(worked?.description !== undefined && { description: worked.description }),
        fields: worked?.form.fields ?? [],
        secrets,
        secretDelivery: this.tools.secretDelivery(),
        preview: worked?.form.preview ?? { kind: 'waiting', message: 'There is nothing to show yet.' },
        ...(obstacle !== undefined && { obstacle }),
      },
    });
    this.tools.post({ type: 'busy', text: undefined });
  }

  private async secretRows(): Promise<readonly SecretRow[]> {
    const needed = this.worked?.form.secrets ?? [];
    if (needed.length === 0) return [];
    const listings = await this.tools.listSecrets(needed.map(({ source }) => source));
    const stored = new Map(
      listings.map((listing) => [listing.name, listing.state === 'stored' ? listing.byteLength : undefined]),
    );
    return needed.map(({ source, destination }) => ({
      name: source,
      variable: destination,
      storedBytes: stored.get(source),
    }));
  }

  private fieldNamed(name: string): FormField | undefined {
    return this.worked?.form.fields.find((field) => field.name === name);
  }

  private async browse(name: string): Promise<void> {
    const field = this.fieldNamed(name);
    if (field?.control.kind === 'object') {
      const { source, text } = field.control;
      const path = await this.tools.browse('folder', field.label, source === 'folder' ? text : '');
      if (path !== undefined) await this.set(name, { kind: 'object', source: 'folder', text: path });
    } else if (field?.control.kind === 'file') {
      const path = await this.tools.browse('file', field.label, field.control.path);
      if (path !== undefined) await this.set(name, { kind: 'text', text: path });
    }
  }

  private async drop(name: string, [item]: readonly string[]): Promise<void> {
    const kind = this.fieldNamed(name)?.control.kind;
    const path = item === undefined ? undefined : pathOf(item);
    if (path === undefined) return;
    if (kind === 'object') await this.set(name, { kind: 'object', source: 'folder', text: path });
    else if (kind === 'file') await this.set(name, { kind: 'text', text: path });
  }

  private async set(name: string, value: FieldValue): Promise<void> {
    this.values = { ...this.values, [name]: value };
    this.data.forget();
    await this.follow(0);
  }

  /** Goes on with what the form gives, once the last change has been taken in and nothing is wrong. */
  private async finish(goOn: (answers: ReadonlyMap<string, LaunchInput>) => Promise<void>): Promise<void> {
    // What lies in the folders may have changed since they were read.
    this.data.forget();
    await this.follow(0);
    const { worked, obstacle } = this;
    if (worked === undefined || obstacle !== undefined) return;
    if (worked.form.fields.some(({ problem }) => problem !== undefined)) {
      this.tools.post({ type: 'refuse' });
      return;
    }
    await goOn(worked.form.answers);
  }
}

/** Asked anew after each wait. */
const isOvertaken = (signal: AbortSignal): boolean => signal.aborted;

/** A path as a drag carries it: a file's address or the path itself; undefined where it leads elsewhere. */
function pathOf(item: string): string | undefined {
  if (!/^[a-z][a-z\d+.-]+:/i.test(item)) return item;
  try {
    const { protocol, pathname } = new URL(item);
    if (protocol === 'file:') return fileURLToPath(item);
    return protocol === 'vscode-remote:' ? decodeURIComponent(pathname) : undefined;
  } catch {
    return undefined;
  }
}
