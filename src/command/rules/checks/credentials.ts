import { isBlank } from '../../model/blank';
import { entriesOf, type Located, type LocatedCommand, type Place, placeOf } from '../../model/located-command';
import { isXnatObjectType } from '../../model/xnat-objects';
import type { CommandTemplates } from '../../template/command-templates';
import type { Report } from '../create-problem';
import { quoted } from '../wording';

const SECRET_WORDS = new Set(['password', 'passwd', 'passphrase', 'pwd', 'token', 'secret', 'apikey', 'credentials']);
const KEY_KINDS = new Set(['api', 'access', 'private', 'secret', 'signing', 'encryption']);

/** Passwords, tokens and the like that stand in the Command for all to read. */
export function checkCredentials(command: LocatedCommand, templates: CommandTemplates, report: Report): void {
  if (command.value.type !== 'docker') return;
  const check = (name: string, text: string | undefined, place: Place, what: string): void => {
    if (text === undefined || !namesCredential(name) || !isLiteral(text, templates)) return;
    report(
      'plain-credential',
      place,
      `${what} ${quoted(name)} looks like a credential, and everybody who can read the Command or pull the image can read ` +
        'this value. Keep it on the server and pass it as a secret.',
    );
  };
  for (const entry of entriesOf(command, 'environment-variables')) {
    const value = command.value.environmentVariables.get(entry.key);
    const span = entry.value ?? entry.property.key;
    check(entry.key, value, { pointer: entry.pointer, span }, 'The variable');
  }
  const checkDefault = (
    input: Located<{ name: string; type: string; sensitive: boolean | undefined; defaultValue: string | undefined }>,
  ): void => {
    const { name, type, sensitive, defaultValue } = input.value;
    // A sensitive input says itself what it is, and is a problem of its own.
    if (sensitive === true || type === 'boolean' || type === 'number' || isXnatObjectType(type)) return;
    check(name, defaultValue, placeOf(input, 'default-value'), 'The input');
  };
  for (const input of command.inputs) checkDefault(input);
  for (const wrapper of command.wrappers) for (const input of wrapper.externalInputs) checkDefault(input);
}

/** What every such name contains, for a quick look. */
const HINT = /pass|pwd|token|secret|key|credential/i;

/** Whether a name says that its value must stay secret: by its last word, as in `XNAT_PASS` or `api-key`. */
export function namesCredential(name: string): boolean {
  if (!HINT.test(name)) return false;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const before = words.at(-2) ?? '';
  if (SECRET_WORDS.has(last)) return true;
  return last === 'key' ? KEY_KINDS.has(before) : last === 'pass' && words.length > 1 && name === name.toUpperCase();
}

/** Whether a text is the value itself, and not blank, filled in at launch, or where to look for it. */
function isLiteral(text: string, templates: CommandTemplates): boolean {
  if (isBlank(text) || templates.isTemplate(text)) return false;
  return !/^(?:\/|\$|<.*>$|\{\{|true$|false$)/i.test(text.trim());
}
