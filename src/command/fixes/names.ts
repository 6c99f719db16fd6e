import { removeProperty, replaceString } from '../document/json-changes';
import { propertyOf, valueOf } from '../document/navigation';
import { escapeString } from '../document/write-json';
import { spanInString } from '../document/string-offsets';
import { isBlank } from '../model/blank';
import type { Located } from '../model/located-command';
import type { TextEdit } from '../problem';
import type { KeyOwner } from '../template/command-templates';
import { replacementKeyOf } from '../template/replacement-key';
import type { TemplatePlace } from '../template/template-places';
import { type FixContext, setProperty } from './fix-context';

/** A name that nothing has yet: the base itself, or the base with a number. */
export function freeName(base: string, taken: ReadonlySet<string | undefined>, separator: '_' | '-' = '_'): string {
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}${separator}${i}`;
  return name;
}

/** A name with everything replaced that names of inputs, outputs and handlers cannot have. */
export function plainName(name: string): string {
  return name
    .slice(0, LONGEST)
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** Names are for people, and the database has room for 255 characters. */
const LONGEST = 100;

/** What may be named: a thing of the Command, or of one of its wrappers. */
export type Named =
  | { readonly kind: 'mount' | 'output'; readonly part: Located<{ readonly name: string | undefined }> }
  | { readonly kind: 'command-input' | 'wrapper-input'; readonly part: NamedInput }
  | { readonly kind: 'handler'; readonly part: Located<{ readonly name: string | undefined }> };

type NamedInput = Located<{ readonly name: string; readonly replacementKey: string | undefined }>;

/** The edits that give a thing another name, with all that refers to it and the default key that follows it. */
export function renameEdits(context: FixContext, { kind, part }: Named, name: string): readonly TextEdit[] {
  const old = part.value.name;
  const edits: TextEdit[] = [];
  const rename = (at: Located<unknown>, key: string): void => {
    const node = valueOf(at.node, key);
    if (node?.kind === 'string' && node.value === old) edits.push(replaceString(context.document, node, name));
  };
  rename(part, 'name');
  if (old === undefined || isBlank(old)) return edits;
  for (const wrapper of context.command.wrappers) {
    const isHere = wrapper === context.wrapper;
    for (const input of wrapper.inputs) {
      if (kind === 'command-input') rename(input, 'provides-value-for-command-input');
      if (kind === 'mount') rename(input, 'provides-files-for-command-mount');
      if (kind === 'wrapper-input' && isHere) rename(input, 'derived-from-wrapper-input');
    }
    for (const handler of wrapper.handlers) {
      if (kind === 'output') rename(handler, 'accepts-command-output');
      if ((kind === 'wrapper-input' || kind === 'handler') && isHere) {
        rename(handler, 'as-a-child-of');
        rename(handler, 'as-a-child-of-wrapper-input');
      }
    }
  }
  if (kind === 'mount') for (const output of context.command.outputs) rename(output, 'mount');
  if (kind === 'command-input' || kind === 'wrapper-input') edits.push(...keyEdits(context, part, name));
  return edits;
}

/** The edits that give an input a name that is its alone; what refers to the old one goes on meaning another input. */
export function namingEdits(context: FixContext, part: NamedInput, name: string): readonly (TextEdit | undefined)[] {
  // A key of its own that another input has too would go on meaning either.
  const key = propertyOf(part.node, 'replacement-key');
  const isShared = (context.templates.owners.get(replacementKeyOf(part.value))?.length ?? 0) > 1;
  return [
    setProperty(context.document, part.node, 'name', name),
    ...keyEdits(context, part, name),
    ...(key !== undefined && isShared ? removeProperty(context.document, part.node, key) : []),
  ];
}

/** Renames the default key of an input in all templates where it is this input's alone. */
function keyEdits({ document, templates }: FixContext, part: NamedInput, name: string): readonly TextEdit[] {
  if (!isBlank(part.value.replacementKey)) return [];
  const key = replacementKeyOf(part.value);
  const owners = templates.owners.get(key) ?? [];
  return templates.templates.flatMap(({ place, scan }) => {
    const [owner, ...others] = owners.filter((one) => isKnownIn(place, one));
    if (owner?.input.node !== part.node || others.length > 0) return [];
    const quote = document.text.charAt(place.node.start) === "'" ? "'" : '"';
    let end = 0;
    return scan.keys.flatMap((match) => {
      if (match.key !== key || match.start < end) return [];
      end = match.end;
      const span = spanInString(document.text, place.node, match.start, match.end);
      return [{ span, newText: escapeString(`#${name}#`, quote) }];
    });
  });
}

/** Whether the key of an input can be filled in where a template stands. */
function isKnownIn({ scope, wrapper }: TemplatePlace, owner: KeyOwner): boolean {
  if (owner.kind === 'command') return true;
  return scope !== 'command-line' && (wrapper === undefined || wrapper === owner.wrapper);
}
