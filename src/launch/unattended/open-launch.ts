import { createCommandDocument } from '../../command/document/command-document';
import type { Command, Wrapper } from '../../command/model/command';
import { readLabel } from '../../command/label/read-label';
import { COMMANDS_LABEL } from '../../command/label/write-label';
import { storedCommand } from '../../resolution/stored-command';
import type { Outcome } from '../engine';
import { placesOfLaunch } from '../../launch-file/given-place';
import type { LaunchFile, LaunchInput, LaunchObject } from '../../launch-file/launch-file';
import { readCommand } from '../read-command';
import { findSpecialCommand } from '../special-commands';

/** A launch with all that it names. */
export interface OpenedLaunch {
  /** As the server holds it. */
  readonly command: Command;
  readonly wrapper: Wrapper;
  readonly inputs: ReadonlyMap<string, LaunchInput>;
  readonly objects: ReadonlyMap<string, LaunchObject>;
  /** Setup and wrapup Commands that the Command may name. */
  readonly otherCommands: readonly Command[];
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
  /** Where a JSON pointer into the Command leads, as a person looks it up; undefined for a Command that is in no file. */
  readonly placeOf: (pointer: string) => string | undefined;
}

/** An image of an engine, by its names. */
export interface LabelledImage {
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Where what a launch file names is found. */
export interface LaunchSurroundings {
  /** Makes a path absolute: relative to the launch file. */
  readonly resolvePath: (path: string) => string;
  /** The text of a file by its absolute path. Rejects when it cannot be read. */
  readonly readText: (path: string) => Promise<string>;
  /** A file's path as a person knows it. */
  readonly nameOf: (path: string) => string;
  /** Where an input of that name was given a value; undefined where it was not. */
  readonly givenAt: (input: string) => string | undefined;
  /** The images of the engine that the launch is to run on; asked only where a Command may be in one's label. */
  readonly images: () => Promise<Outcome<readonly LabelledImage[]>>;
}

export type LaunchOpening =
  | { readonly ok: true; readonly launch: OpenedLaunch }
  | {
      readonly ok: false;
      readonly why: 'unusable' | 'engine';
      readonly message: string;
      /** JSON pointer to the property of the launch file that is to blame. */
      readonly pointer: string;
    };

type Refusal = LaunchOpening & { readonly ok: false };

/** Reads the Commands that a launch file names, and finds its wrapper. */
export async function openLaunch(file: LaunchFile, around: LaunchSurroundings): Promise<LaunchOpening> {
  const { command: named, inputs, objects } = file;
  const opened =
    named.kind === 'file'
      ? await readCommandFile(named.path, '/command', around)
      : await commandOfImage(named.image, named.name, around);
  if (!('command' in opened)) return opened;
  const { command } = opened;
  const wrapper = wrapperOf(command, file.wrapper);
  if (typeof wrapper === 'string') return unusable(wrapper, '/wrapper');
  const others: Command[] = [];
  for (const [index, path] of file.otherCommands.entries()) {
    const other = await readCommandFile(path, `/other-commands/${index}`, around);
    if (!('command' in other)) return other;
    others.push(other.command);
  }
  const isUnknown = (reference: string) => findSpecialCommand(reference, others) === undefined;
  if (specialReferences(wrapper).some(isUnknown)) {
    const images = await around.images();
    if (!images.ok) return { ok: false, why: 'engine', message: images.failure.message, pointer: '/command' };
    others.push(
      ...images.value.flatMap(({ tags, labels }) => tags.flatMap((tag) => commandsOf(labels[COMMANDS_LABEL], tag))),
    );
  }
  const { resolvePath, nameOf, givenAt } = around;
  // Few launches need it, as few fail before they run.
  const placeOf = (pointer: string) =>
    named.kind === 'file' && opened.text !== undefined
      ? placesOfLaunch(createCommandDocument(opened.text, 'create'), nameOf(named.path), givenAt)(pointer)
      : undefined;
  return { ok: true, launch: { command, wrapper, inputs, objects, otherCommands: others, resolvePath, placeOf } };
}

/** The wrapper of that name, or the only one; else a sentence that says why there is none. */
export function wrapperOf(command: Command, name: string | undefined): Wrapper | string {
  const { wrappers } = command;
  const title = command.name ?? 'The Command';
  const names = wrappers.map((each) => `“${each.name}”`).join(', ');
  const [only, ...more] = wrappers;
  if (only === undefined) return `${title} has no wrapper, so it cannot be launched.`;
  if (name !== undefined)
    return wrappers.find((each) => each.name === name) ?? `${title} has no wrapper “${name}”. It has ${names}.`;
  return more.length === 0 ? only : `${title} has several wrappers. Say which one is meant: ${names}.`;
}

const unusable = (message: string, pointer: string): Refusal => ({ ok: false, why: 'unusable', message, pointer });

interface ReadCommand {
  readonly command: Command;
  /** Of its file; undefined where it is in the label of an image. */
  readonly text: string | undefined;
}

async function readCommandFile(
  path: string,
  pointer: string,
  { readText, resolvePath }: LaunchSurroundings,
): Promise<ReadCommand | Refusal> {
  let text: string;
  try {
    text = await readText(resolvePath(path));
  } catch {
    return unusable(`There is no Command ${path} that can be read.`, pointer);
  }
  const reading = readCommand(text);
  if (!reading.ok) return unusable(`XNAT would refuse ${path}: ${reading.reason}`, pointer);
  return { command: storedCommand(reading.bound.command), text };
}

async function commandOfImage(
  image: string,
  name: string | undefined,
  { images }: LaunchSurroundings,
): Promise<ReadCommand | Refusal> {
  const listed = await images();
  if (!listed.ok) return { ok: false, why: 'engine', message: listed.failure.message, pointer: '/command' };
  const found = listed.value.find(({ tags }) => tags.includes(image) || tags.includes(`${image}:latest`));
  if (found === undefined)
    return unusable(`The engine has no image ${image}. Pull or build it first.`, '/command/image');
  const commands = commandsOf(found.labels[COMMANDS_LABEL], image);
  const candidates = name === undefined ? commands : commands.filter((command) => command.name === name);
  const [only, ...more] = candidates;
  if (only !== undefined && more.length === 0) return { command: only, text: undefined };
  const names = commands.map((command) => `“${command.name ?? ''}”`).join(', ');
  if (commands.length === 0)
    return unusable(`The label of ${image} has no Command that XNAT would take.`, '/command/image');
  return name === undefined
    ? unusable(`The label of ${image} has several Commands: name one of ${names}.`, '/command')
    : unusable(`The label of ${image} has no Command “${name}”. It has ${names}.`, '/command/name');
}

/** The Commands of an image's label that the service would install; the image's name takes the place of their own. */
function commandsOf(label: string | undefined, image: string): readonly Command[] {
  const reading = label === undefined ? undefined : readLabel(label, image);
  if (reading?.ok !== true) return [];
  return reading.commands.flatMap(({ command, refusal }) =>
    refusal === undefined ? [storedCommand({ ...command, image })] : [],
  );
}

const specialReferences = ({ externalInputs, derivedInputs, outputHandlers }: Wrapper) =>
  [
    ...[...externalInputs, ...derivedInputs].map(({ viaSetupCommand }) => viaSetupCommand),
    ...outputHandlers.map(({ viaWrapupCommand }) => viaWrapupCommand),
  ].flatMap((reference) => (reference === undefined || reference.trim() === '' ? [] : [reference]));
