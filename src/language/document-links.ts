import { commandsOf, type CommandDocument } from '../command/document/command-document';
import { valueOf } from '../command/document/navigation';
import { contentOf } from '../command/document/string-offsets';
import type { JsonNode, Span, StringNode } from '../command/document/syntax-tree';
import { objectsIn } from './command-symbol';

/** What `via-setup-command` and `via-wrapup-command` name, as the server takes their text apart. */
export interface CommandReference {
  /** Repository and tag. */
  readonly image: string;
  /** Undefined where the image is to have a single Command. */
  readonly name: string | undefined;
}

/** The address of the document in which a Command is, as far as it is known. */
export type CommandFinder = (reference: CommandReference) => string | undefined;

/** A text that leads to another document or page. */
export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
  /** What is behind the link, in a few words. */
  readonly tooltip: string;
}

/**
 * Links to the page about the tool, to the publications that its metadata name by DOI, and to the setup and wrapup
 * Commands that can be found. In the order of the text.
 */
export function documentLinks(document: CommandDocument, findCommand: CommandFinder): readonly DocumentLink[] {
  const links: DocumentLink[] = [];
  const add = (node: JsonNode | undefined, toTarget: (text: string) => string | undefined, tooltip: string) => {
    if (node?.kind !== 'string') return;
    const target = toTarget(node.value);
    if (target !== undefined) links.push({ span: contentOf(document.text, node), target, tooltip });
  };
  const toCommand = (text: string) => findCommand(commandReference(text));

  for (const { node } of commandsOf(document)) {
    if (node.kind !== 'object') continue;
    add(valueOf(node, 'info-url'), webAddress, 'Page about the tool');
    for (const text of stringsIn(valueOf(node, 'command-metadata'))) add(text, doiAddress, 'Publication');
    for (const wrapper of objectsIn(node, 'xnat')) {
      for (const input of [...objectsIn(wrapper, 'external-inputs'), ...objectsIn(wrapper, 'derived-inputs')]) {
        add(valueOf(input, 'via-setup-command'), toCommand, 'Setup Command');
      }
      for (const handler of objectsIn(wrapper, 'output-handlers')) {
        add(valueOf(handler, 'via-wrapup-command'), toCommand, 'Wrapup Command');
      }
    }
  }
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** Splits `image:tag:name` where the server does: at colons, two parts for the image, the rest for the Command's name. */
export function commandReference(text: string): CommandReference {
  const [repository = '', tag, ...name] = text.split(':');
  return {
    image: tag === undefined ? repository : `${repository}:${tag}`,
    name: name.length === 0 ? undefined : name.join(':'),
  };
}

function webAddress(text: string): string | undefined {
  const address = /^www\./i.test(text) ? `https://${text}` : text;
  return /^https?:\/\/[^\s/]/i.test(address) ? address : undefined;
}

function doiAddress(text: string): string | undefined {
  const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(text)?.[1];
  // Half of a surrogate pair has no place in an address.
  return doi === undefined || /\p{Surrogate}/u.test(doi) ? undefined : `https://doi.org/${encodeURI(doi)}`;
}

function stringsIn(root: JsonNode | undefined): readonly StringNode[] {
  const strings: StringNode[] = [];
  const waiting: (JsonNode | undefined)[] = [root];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (node?.kind === 'string') strings.push(node);
    else if (node?.kind === 'array') for (const item of node.items) waiting.push(item);
    else if (node?.kind === 'object') for (const { value } of node.properties) waiting.push(value);
  }
  return strings;
}
