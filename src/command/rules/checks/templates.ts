import { spanInString } from '../../document/string-offsets';
import type { StringNode } from '../../document/syntax-tree';
import { valueOf } from '../../document/navigation';
import type { CommandDocument } from '../../document/command-document';
import { isBlank } from '../../model/blank';
import {
  entriesOf,
  headPlace,
  type Located,
  type LocatedCommand,
  type Place,
  placeOf,
  pointerTo,
} from '../../model/located-command';
import type { CommandTemplates, KeyOwner, ScannedTemplate } from '../../template/command-templates';
import { replacementKeyOf } from '../../template/replacement-key';
import type { UnknownKey } from '../../template/scan-template';
import type { Report } from '../create-problem';
import { createNearest } from '../nearest';
import { didYouMean, quoted } from '../wording';

/** Templates: keys that nothing fills, that are not filled where they stand, or that get in each other's way. */
export function checkTemplates(
  document: CommandDocument,
  command: LocatedCommand,
  templates: CommandTemplates,
  report: Report,
): void {
  if (command.value.type !== 'docker') return;
  const check = new TemplateCheck(document, command, templates, report);
  for (const template of templates.templates) check.template(template);
  check.fixedTexts();
}

class TemplateCheck {
  private readonly nearest: (word: string) => string | undefined;
  /** Inputs by name: whose key is asked for by name although it has another. */
  private readonly ownersByName = new Map<string, KeyOwner>();
  private readonly optionalFeeds: ReadonlyMap<string, string>;

  constructor(
    private readonly document: CommandDocument,
    private readonly command: LocatedCommand,
    private readonly templates: CommandTemplates,
    private readonly report: Report,
  ) {
    for (const owners of templates.owners.values()) {
      for (const owner of owners) {
        const { name } = owner.input.value;
        if (!this.ownersByName.has(name)) this.ownersByName.set(name, owner);
      }
    }
    this.nearest = createNearest(this.ownersByName.keys());
    this.optionalFeeds = optionalFeeds(command);
  }

  template(template: ScannedTemplate): void {
    const { place, scan } = template;
    const span = (start: number, end: number): Place => this.place(place.node, place.pointer, start, end);
    for (const unknown of scan.unknownKeys) this.unknownKey(template, unknown, span(unknown.start, unknown.end));
    for (const { key, start, end } of scan.keys) {
      const owners = this.templates.owners.get(key) ?? [];
      if (place.scope === 'command-line' && !owners.some(({ kind }) => kind === 'command')) {
        this.wrapperKey(key, owners, span(start, end));
      } else if (place.scope === 'launch') {
        this.literalKey(key, owners, span(start, end));
      }
    }
  }

  private place(node: StringNode, pointer: string, start: number, end: number): Place {
    return { pointer, span: spanInString(this.document.text, node, start, end) };
  }

  private unknownKey({ place: { scope } }: ScannedTemplate, { name }: UnknownKey, place: Place): void {
    const key = `#${name}#`;
    const owner = this.ownersByName.get(name);
    const consequence = `nothing fills ${quoted(key)}, so it stays as it is`;
    if (owner !== undefined && (scope !== 'command-line' || owner.kind === 'command')) {
      this.report(
        'template-unknown-key',
        place,
        `At launch ${consequence}: input ${quoted(name)} has a replacement key of its own, ` +
          `${quoted(replacementKeyOf(owner.input.value))}. Use that one.`,
        { related: [{ span: placeOf(owner.input, 'replacement-key').span, message: 'Its key is set here.' }] },
      );
      return;
    }
    this.report(
      'template-unknown-key',
      place,
      () => `At launch ${consequence}: no input has this key.${didYouMean(keyNear(this.nearest(name)))}`,
    );
  }

  private wrapperKey(key: string, owners: readonly KeyOwner[], place: Place): void {
    const [owner] = owners;
    if (owner === undefined) return;
    const name = quoted(owner.input.value.name);
    this.report(
      'template-wrapper-key-in-command-line',
      place,
      `Wrapper inputs are not filled into command lines: ${quoted(key)} of ${name} stays as it is. Let ${name} provide ` +
        'the value of an input of the Command, and use the key of that one.',
      { related: [{ span: headPlace(owner.input).span, message: `${name} is an input of a wrapper.` }] },
    );
  }

  private literalKey(key: string, owners: readonly KeyOwner[], place: Place): void {
    const input = owners.find(({ kind }) => kind === 'command')?.input;
    const feed = input === undefined ? undefined : this.optionalFeeds.get(input.value.name);
    if (input === undefined || feed === undefined) return;
    this.report(
      'template-may-stay-literal',
      place,
      `The value of ${quoted(input.value.name)} comes from the optional input ${quoted(feed)}. When that one has none, the ` +
        `key is taken out of the command line, but here ${quoted(key)} stays as it is. Make ${quoted(feed)} required, or ` +
        'let the tool cope with it.',
    );
  }

  /** Texts in which nothing is replaced, although a key stands in them. */
  fixedTexts(): void {
    const { command } = this;
    const fixed = (part: Located<unknown>, key: string): void => this.fixedText(part, key);
    for (const key of ['image', 'network', 'runtime', 'ipc-mode', 'gpus']) fixed(command, key);
    for (const map of ['generic-resources', 'ulimits']) {
      for (const { value, pointer } of entriesOf(command, map)) this.fixedNode(value, pointer, map);
    }
    for (const input of command.inputs) fixed(input, 'default-value');
    for (const output of command.outputs) for (const key of ['mount', 'glob']) fixed(output, key);
    for (const wrapper of command.wrappers) {
      for (const input of wrapper.inputs) {
        for (const key of ['default-value', 'via-setup-command', 'derived-from-xnat-object-property'])
          fixed(input, key);
      }
      for (const handler of wrapper.handlers) for (const key of ['xsi-type', 'via-wrapup-command']) fixed(handler, key);
    }
  }

  private fixedText(part: Located<unknown>, key: string): void {
    const node = valueOf(part.node, key);
    if (node !== undefined) this.fixedNode(node, pointerTo(part, key), key);
  }

  private fixedNode(node: ReturnType<typeof valueOf>, pointer: string, property: string): void {
    if (node?.kind !== 'string' || isBlank(node.value)) return;
    // A bare word may be a key and yet mean itself here.
    const match = this.templates.scan(node.value).keys.find(({ key }) => !/^[\w.-]+$/.test(key));
    if (match === undefined) return;
    this.report(
      'template-not-supported-here',
      this.place(node, pointer, match.start, match.end),
      property === 'default-value'
        ? `Default values are not templates: ${quoted(match.key)} stays in the value as it is. Whether a later ` +
            'replacement meets it there is a matter of chance. Use "^wrapper:…^", or derive the value.'
        : `Nothing is replaced in "${property}": ${quoted(match.key)} stays as it is. Write what is meant.`,
    );
  }
}

function keyNear(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `#${name}#`;
}

/** Command inputs whose value a derived input provides that may find nothing, with the name of that input. */
function optionalFeeds(command: LocatedCommand): ReadonlyMap<string, string> {
  const feeds = new Map<string, string>();
  for (const wrapper of command.wrappers) {
    for (const { value } of wrapper.derivedInputs) {
      if (!value.required && !isBlank(value.providesValueForCommandInput)) {
        feeds.set(value.providesValueForCommandInput, value.name);
      }
    }
  }
  return feeds;
}
