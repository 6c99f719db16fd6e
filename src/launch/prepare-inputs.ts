import { basename } from 'node:path';
import { escapePointerStep } from '../command/document/navigation';
import type { JsonObject, JsonValue } from '../command/matcher/matcher-ast';
import type { Command, Wrapper } from '../command/model/command';
import { isXnatObjectType } from '../command/model/xnat-objects';
import type { XnatObjectType } from '../command/model/xnat-objects';
import { withArticle } from '../command/rules/wording';
import type { GivenValue, LaunchSources } from '../resolution/launch-request';
import type { XnatObject } from '../resolution/xnat-object';
import { completeObject, NO_SURROUNDINGS } from './data/complete-object';
import type { IndexOptions } from './data/data-files';
import { LISTS } from './data/draft-object';
import type { ArchiveLink } from './data/folder-reader';
import type { FolderIndexer } from './data/folder-cache';
import { indexFolder } from './data/index-folder';
import { objectFaults, objectPaths } from '../launch-file/check-object';
import type { LaunchInput, LaunchObject } from '../launch-file/launch-file';
import { below, nothingAt, Unusable, type Given, type UnusableInput } from './unusable-input';

/** What is given for a launch, and how to read it. */
export interface InputsToPrepare {
  readonly command: Command;
  readonly wrapper: Wrapper;
  readonly inputs: ReadonlyMap<string, LaunchInput>;
  readonly objects: ReadonlyMap<string, LaunchObject>;
  /** Makes a path of the launch file absolute. */
  readonly resolvePath: (path: string) => string;
  readonly index: IndexOptions;
  /** Reads the folders; `indexFolder` where nothing else is given. */
  readonly folders?: FolderIndexer;
}

/** What is given, as resolution takes it. */
export interface PreparedInputs {
  readonly inputs: ReadonlyMap<string, GivenValue>;
  readonly sources: Pick<LaunchSources, 'objectById' | 'objectByUri' | 'hasCachedFile'>;
  /** Data that have to be laid out as in the archive before they are mounted. */
  readonly links: readonly ArchiveLink[];
  /** Files of this machine by the path in the user's cache that stands for them. */
  readonly cachedFiles: ReadonlyMap<string, string>;
  /** What was made up, a sentence each. */
  readonly notes: readonly string[];
}

export type InputsPreparation =
  { readonly ok: true; readonly prepared: PreparedInputs } | ({ readonly ok: false } & UnusableInput);

/** The resource of the user's cache that stands for files of this machine. */
const CACHE = '/user/cache/resources/local/files';

/**
 * Reads the folders and completes the objects that are given for a launch.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function prepareInputs(given: InputsToPrepare): Promise<InputsPreparation> {
  try {
    return { ok: true, prepared: await new InputPreparer(given).prepare() };
  } catch (problem) {
    if (!(problem instanceof Unusable)) throw problem;
    const { name, pointer } = problem.given;
    return { ok: false, input: name, message: problem.message, pointer };
  }
}

class InputPreparer {
  private readonly byId = new Map<string, XnatObject>();
  private readonly byUri = new Map<string, XnatObject>();
  private readonly named = new Map<string, XnatObject>();
  /** Made up for what holds the data of folders. */
  private readonly holders: XnatObject[] = [];
  private readonly links: ArchiveLink[] = [];
  private readonly notes: string[] = [];
  private readonly cachedFiles = new Map<string, string>();
  private numbers = 0;

  constructor(private readonly given: InputsToPrepare) {}

  async prepare(): Promise<PreparedInputs> {
    const { objects, inputs } = this.given;
    for (const [name, object] of objects) {
      const given = { name, pointer: `/objects/${escapePointerStep(name)}` };
      this.named.set(
        name,
        object.kind === 'folder'
          ? await this.folder(given, object.type, object.path, object.properties)
          : await this.object(given, object.type, object.object),
      );
    }
    const values = new Map<string, GivenValue>();
    for (const [name, input] of inputs) {
      values.set(name, await this.value({ name, pointer: `/inputs/${escapePointerStep(name)}` }, input));
    }
    // What is given knows more than what was made up, wherever it stands.
    for (const holder of this.holders) this.remember(holder);
    return {
      inputs: values,
      sources: {
        objectById: (type, id) => this.byId.get(`${type}:${id}`),
        objectByUri: (type, uri) => {
          const object = this.byUri.get(uri);
          return object?.type === type ? object : undefined;
        },
        hasCachedFile: (path) => this.cachedFiles.has(path),
      },
      links: this.links,
      cachedFiles: this.cachedFiles,
      notes: this.notes,
    };
  }

  private async value(given: Given, input: LaunchInput): Promise<GivenValue> {
    switch (input.kind) {
      case 'text':
        await this.noteFolder(given.name, input.text);
        return input.text;
      case 'list':
        return JSON.stringify(input.texts);
      case 'folder':
        return this.folder(given, this.objectType(given), input.path, input.properties);
      case 'object':
        return this.object(below(given, 'object'), this.objectType(given), input.object);
      case 'reference':
        return this.reference(given, input.name);
      case 'file':
        return this.file(given, input.path);
    }
  }

  private reference(given: Given, name: string): XnatObject {
    const object = this.named.get(name);
    const place = below(given, 'object');
    if (object === undefined) throw new Unusable(place, `There is no object “${name}”.`);
    const type = this.objectType(given);
    if (object.type === type) return object;
    throw new Unusable(
      place,
      `It takes ${withArticle(type)}, and the object “${name}” is ${withArticle(object.type)}.`,
    );
  }

  /** A text is no path; whoever writes one for an object most likely means the folder there. */
  private async noteFolder(name: string, text: string): Promise<void> {
    const { wrapper, index, resolvePath } = this.given;
    const input = wrapper.externalInputs.find((each) => each.name === name);
    if (input === undefined || !isXnatObjectType(input.type) || !/^[^/{].*/.test(text)) return;
    if (!(await index.files.isFolder(resolvePath(text)))) return;
    this.notes.push(
      `“${text}” is taken for the id of ${withArticle(input.type)}. To give the folder, write "${name}": {"folder": "${text}"}.`,
    );
  }

  /** The type of objects that an input takes. */
  private objectType(given: Given): XnatObjectType {
    const { wrapper } = this.given;
    const input = [...wrapper.externalInputs, ...wrapper.derivedInputs].find((each) => each.name === given.name);
    if (input === undefined) throw new Unusable(given, `Wrapper “${wrapper.name}” has no such input.`);
    if (isXnatObjectType(input.type)) return input.type;
    throw new Unusable(given, `It is of type ${input.type} and takes a text, no folder and no object.`);
  }

  private async folder(given: Given, type: XnatObjectType, path: string, properties: JsonObject): Promise<XnatObject> {
    const { resolvePath, index, folders = indexFolder } = this.given;
    if (!(await index.files.isFolder(resolvePath(path)))) {
      throw new Unusable(below(given, 'folder'), nothingAt('folder', path, resolvePath(path)));
    }
    this.checkObject(below(given, 'properties'), type, properties);
    const indexed = await folders(resolvePath(path), type, properties, index);
    if (indexed === undefined) {
      throw new Unusable(below(given, 'folder'), `The folder ${path} cannot stand for ${withArticle(type)}.`);
    }
    if (indexed.files === 0) this.notes.push(`The folder ${path} has no files.`);
    this.notes.push(...indexed.notes);
    this.links.push(...indexed.links);
    this.holders.push(...indexed.around);
    this.remember(indexed.object);
    return indexed.object;
  }

  private async object(given: Given, type: XnatObjectType, json: JsonObject): Promise<XnatObject> {
    this.checkObject(given, type, json);
    const { files, signal } = this.given.index;
    for (const { path, pointer, leadsTo } of objectPaths(json)) {
      signal.throwIfAborted();
      const absolute = this.given.resolvePath(path);
      // Of a folder not even one byte can be read.
      const isThere =
        leadsTo === 'folder' ? await files.isFolder(absolute) : (await files.readStart(absolute, 1)) !== undefined;
      if (!isThere) throw new Unusable(below(given, pointer.slice(1)), nothingAt(leadsTo, path, absolute));
    }
    const draft = this.absolutePaths(json) as JsonObject;
    const object = completeObject(draft, type, NO_SURROUNDINGS, () => ++this.numbers);
    if (object === undefined) throw new Unusable(given, `A value of the ${type} is of the wrong kind.`);
    this.remember(object);
    return object;
  }

  /** What is passed over is told; what no launch can do with is thrown. */
  private checkObject(given: Given, type: XnatObjectType, json: JsonObject): void {
    for (const { kind, pointer, message } of objectFaults(json, type)) {
      if (kind !== 'unused') throw new Unusable(below(given, pointer.slice(1)), message);
      this.notes.push(`“${given.name}”: ${message}`);
    }
  }

  private absolutePaths(json: JsonValue): JsonValue {
    if (Array.isArray(json)) return (json as readonly JsonValue[]).map((each) => this.absolutePaths(each));
    if (typeof json !== 'object' || json === null) return json;
    return Object.fromEntries(
      Object.entries(json as JsonObject).map(([property, value]) => {
        const isPath = (property === 'directory' || property === 'path') && typeof value === 'string';
        return [property, isPath ? this.given.resolvePath(value) : this.absolutePaths(value ?? null)];
      }),
    );
  }

  private file(given: Given, path: string): string {
    const input = this.given.command.inputs.find((each) => each.name === given.name);
    if (input?.type !== 'file') throw new Unusable(given, 'It is no Command input of type file.');
    const absolute = this.given.resolvePath(path);
    const cachePath = `${CACHE}/${basename(absolute)}`;
    this.cachedFiles.set(cachePath, absolute);
    return cachePath;
  }

  /** What is given first stays; files are nobody's parent. */
  private remember(object: XnatObject): void {
    const key = `${object.type}:${object.id ?? ''}`;
    if (!this.byId.has(key)) this.byId.set(key, object);
    if (object.uri !== undefined && !this.byUri.has(object.uri)) this.byUri.set(object.uri, object);
    for (const list of LISTS[object.type]) {
      const members = object[list];
      if (list !== 'files' && Array.isArray(members))
        (members as readonly XnatObject[]).forEach((each) => this.remember(each));
    }
  }
}
