import { existsSync, statSync, writeFileSync } from 'node:fs';
import { checkCommand } from '../command/check-command';
import { createCommandDocument, type CommandDocument } from '../command/document/command-document';
import { decodeBody } from '../command/document/decode-body';
import type { JsonNode } from '../command/document/syntax-tree';
import { applyEdits } from '../command/document/text-edits';
import { imageLabelOf, readLabelledDockerfile } from '../command/label/labelled-dockerfile';
import { writeDockerfileLabel } from '../command/label/write-dockerfile-label';
import { COMMANDS_LABEL, labelInstruction, labelOf } from '../command/label/write-label';
import { formatEdits } from '../language/format/format';
import type { CliOutput, ExitCode } from './io';
import { parseOptions } from './parse-options';
import { LABEL_USAGE } from './usage';
import { readStandardInput, readWhole } from './read-whole';
import { describeUnreadable } from './unreadable';
import { whyUnwritable } from './unwritable';
import { UsageError } from './usage-error';

const OPTIONS = { write: { type: 'string' }, read: { type: 'string' } } as const;

/** What was looked at is not as it should be. */
class LabelFault extends Error {}

/**
 * `xnat-command label`: 0 when all is well, 1 when XNAT would not take the Commands or there is no label that can be read,
 * 2 for wrong use or what cannot be read.
 */
export async function label(args: readonly string[], output: CliOutput): Promise<ExitCode> {
  try {
    const { values, positionals } = parseOptions(args, OPTIONS, LABEL_USAGE);
    if (values.read !== undefined) {
      if (positionals.length > 0 || values.write !== undefined) throw new UsageError(LABEL_USAGE);
      output.out(commandsOfLabel(await readLabelOf(values.read), values.read));
      return 0;
    }
    if (positionals.length === 0) throw new UsageError(`Which Command?\n\n${LABEL_USAGE}`);
    const commands: JsonNode[] = [];
    for (const path of positionals) commands.push(...(await commandsIn(path)));
    const value = labelOf(commands);
    if (values.write === undefined) output.out(`${labelInstruction(value)}\n`);
    else output.out(await writeTo(values.write, value));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof LabelFault)) throw error;
    output.error(`${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await (path === '-' ? readStandardInput() : readWhole(path));
  } catch (error) {
    throw new UsageError(describeUnreadable(path, error));
  }
}

/** The Commands of a file, of a list of them all. One that the server would refuse in a label makes none. */
async function commandsIn(path: string): Promise<readonly JsonNode[]> {
  const document = createCommandDocument(decodeBody(await read(path)), 'create');
  const { root, syntaxFaults } = document;
  const nodes = root?.kind === 'array' ? root.items : root === undefined ? [] : [root];
  const [fault] = syntaxFaults;
  if (fault?.kind === 'empty') throw new LabelFault(`${path} holds no Command: it is empty.`);
  if (fault !== undefined) throw new LabelFault(`${path} holds no Command: it is not JSON as XNAT reads it.`);
  if (nodes.length === 0) throw new LabelFault(`${path} holds no Command: its list is empty.`);
  const inLabel = createCommandDocument(labelOf(nodes), 'label');
  const refusal = checkCommand(inLabel).find(({ severity, when }) => severity === 'error' && when === 'create');
  if (refusal !== undefined) {
    const advice = `Run xnat-command validate ${path}.`;
    throw new LabelFault(`XNAT would not take ${path} from a label: ${refusal.message} (${refusal.code}) ${advice}`);
  }
  return nodes;
}

/** Writes the file only where it changes, and leaves every other byte alone, a byte order mark too. */
async function writeTo(path: string, value: string): Promise<string> {
  const bytes = await read(path);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!Buffer.from(text).equals(bytes)) throw new UsageError(`${path} is not written in UTF-8.`);
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const writing = writeDockerfileLabel(text.slice(mark.length), value);
  if (!writing.ok) throw new LabelFault(`The label cannot be written to ${path}. ${writing.reason}`);
  if (writing.kind === 'unchanged') return `${path} has this label already.\n`;
  const changed = mark + applyEdits(text.slice(mark.length), writing.edits);
  try {
    writeFileSync(path, changed);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${whyUnwritable(error)}.`);
  }
  return `${writing.kind === 'added' ? 'Wrote' : 'Replaced'} the label ${COMMANDS_LABEL} of ${path}.\n`;
}

/** The value of the label of a Dockerfile, where a file has that name, or else of an image of the Docker engine. */
async function readLabelOf(name: string): Promise<string> {
  if (name === '-' || (existsSync(name) && statSync(name).isFile())) {
    const found = imageLabelOf(readLabelledDockerfile(new TextDecoder().decode(await read(name))));
    if (found === undefined) throw new LabelFault(`${name} gives its image no label ${COMMANDS_LABEL}.`);
    if (found.label.fault !== undefined) throw new LabelFault(`Docker would refuse the label of ${name}.`);
    return found.label.value;
  }
  const { connect, findEndpoints, machineSurroundings } = await import('../docker');
  const signal = AbortSignal.timeout(60_000);
  const connection = await connect(findEndpoints(machineSurroundings('')), signal);
  if (!connection.ok) {
    throw new UsageError(`There is no file ${name}, and no image can be asked for. ${connection.failure.message}`);
  }
  const images = await connection.value.listImages(signal);
  if (!images.ok) throw new UsageError(images.failure.message);
  const image = images.value.find(({ id, tags }) => isNamed(name, id, tags));
  if (image === undefined) {
    throw new UsageError(`There is neither a file ${name} nor an image on ${connection.value.endpoint.address}.`);
  }
  const value = image.labels[COMMANDS_LABEL];
  if (value === undefined) throw new LabelFault(`The image ${name} has no label ${COMMANDS_LABEL}.`);
  return value;
}

/** An image goes by a name with or without its tag, or by its id or the beginning of that. */
function isNamed(name: string, id: string, tags: readonly string[]): boolean {
  if (tags.includes(name) || tags.includes(`${name}:latest`) || id === name) return true;
  return /^[0-9a-f]{6,64}$/.test(name) && id.replace('sha256:', '').startsWith(name);
}

/** The Commands of a label as JSON, laid out to be read. */
function commandsOfLabel(value: string, name: string): string {
  const document: CommandDocument = createCommandDocument(value, 'label');
  if (document.syntaxFaults.length > 0 || document.root?.kind !== 'array') {
    throw new LabelFault(`XNAT would take no Command from the label of ${name}: it holds no list of JSON.\n\n${value}`);
  }
  return `${applyEdits(value, formatEdits(document, { tabSize: 2, insertSpaces: true })).trimEnd()}\n`;
}
