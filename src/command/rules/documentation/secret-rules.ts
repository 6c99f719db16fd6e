import type { RuleDocumentation } from './rule-documentation';

const source = '"source": { "type": "system-property", "identifier": "site.token" }';
const destination = (identifier: string): string =>
  `"destination": { "type": "environment-variable", "identifier": "${identifier}" }`;

/** Secrets, and what should be one. */
export const SECRET_RULES = {
  'secret-type-missing': {
    title: 'Half a secret without its type',
    text: 'Source and destination are objects with a `type`. Without one the whole text cannot be read.',
    wrong: '"source": "site.token"',
    right: source,
  },
  'secret-type-unknown': {
    title: 'Unknown type of source or destination',
    text: 'A source is a `system-property`, a destination an `environment-variable`, in lower case. With any other the whole text cannot be read.',
    wrong: '"destination": { "type": "file", "identifier": "TOKEN" }',
    right: destination('TOKEN'),
  },
  'secret-destination-missing': {
    title: 'The secret has no destination',
    text: 'The check crashes on it, and the answer is an internal error (HTTP 500).',
    wrong: `{ ${source} }`,
    right: `{ ${source}, ${destination('TOKEN')} }`,
  },
  'secret-env-reserved': {
    title: 'A secret in a variable of the service',
    text: 'The server refuses the destinations `XNAT_USER`, `XNAT_PASS` and `XNAT_HOST`.',
    wrong: destination('XNAT_PASS'),
    right: destination('STORE_PASS'),
  },
  'secret-env-conflict': {
    title: 'A secret and a variable of one name',
    text: 'The server refuses a secret whose destination is also among `environment-variables`.',
    wrong: `"environment-variables": { "TOKEN": "" }, "secrets": [{ …, ${destination('TOKEN')} }]`,
    right: `"secrets": [{ …, ${destination('TOKEN')} }]`,
  },
  'secret-destination-duplicate': {
    title: 'Two secrets in one variable',
    text: 'The server stores both, and every launch fails when it builds the environment.',
    wrong: `{ …, ${destination('TOKEN')} }, { …, ${destination('TOKEN')} }`,
    right: `{ …, ${destination('TOKEN')} }, { …, ${destination('OTHER_TOKEN')} }`,
  },
  'secret-env-name-invalid': {
    title: 'Not a name to read a secret by',
    text: 'The name is taken as it stands. With a `$` in front, an error here, the container never sees the variable that is meant. With characters that no shell variable has, the tool may never find it.',
    wrong: destination('$TOKEN'),
    right: destination('TOKEN'),
  },
  'secret-env-documented-reserved': {
    title: 'A name that only the documentation reserves',
    text: 'The public documentation calls `XNAT_HOME` reserved. Release 3.7.3 does not check it: the secret is stored and works. A later release may.',
    wrong: destination('XNAT_HOME'),
    right: destination('TOOL_HOME'),
  },
  'secret-overrides-default-env': {
    title: 'A secret that replaces a variable of the service',
    text: '`XNAT_WORKFLOW_ID` and `XNAT_EVENT_ID` are set in every container. The secret is written last and replaces them without a word.',
    wrong: destination('XNAT_EVENT_ID'),
    right: destination('STORE_EVENT_ID'),
  },
  'secret-identifier-blank': {
    title: 'Half a secret without a name',
    text: 'The server stores it. At launch there is no property to read, or no variable to write, and the launch fails.',
    wrong: '"source": { "type": "system-property" }',
    right: source,
  },
  'secret-source-missing': {
    title: 'The secret has no source',
    text: 'The server stores it, and every launch fails.',
    wrong: `{ ${destination('TOKEN')} }`,
    right: `{ ${source}, ${destination('TOKEN')} }`,
  },
  'secret-env-template-name': {
    title: 'A variable whose name is only known at launch',
    text: 'Should it turn out as the destination of a secret, the secret wins without a word. The check of the server compares the names as they are written.',
    wrong: '"environment-variables": { "#name#": "x" }',
    right: '"environment-variables": { "NAME": "#name#" }',
  },
  'secret-name-in-input': {
    title: 'A value that names a secret',
    text: 'The service refuses every launch in which the value of an input contains the destination of a secret, so that nobody can ask for its value. Here the Command itself proposes such a value.',
    wrong: '"default-value": "$TOKEN"',
    right: '"default-value": ""',
  },
  'secret-name-short': {
    title: 'A short name that values easily contain',
    text: 'The service refuses every launch in which the value of an input contains the destination of a secret. Three letters are soon part of something.',
    wrong: destination('ID'),
    right: destination('STORE_ID'),
  },
  'plain-credential': {
    title: 'A credential for all to read',
    text: 'Everybody who can read the Command or pull the image can read its environment variables and default values. A secret stays on the server, and only its name is stored.',
    wrong: '"environment-variables": { "DB_PASSWORD": "…" }',
    right: `"secrets": [{ …, ${destination('DB_PASSWORD')} }]`,
  },
  'sensitive-default': {
    title: 'The default of a sensitive input',
    text: '`sensitive` masks what people type. The default is stored in clear, and readable with the Command.',
    wrong: '"sensitive": true, "default-value": "…"',
    right: '"sensitive": true',
  },
} as const satisfies Readonly<Record<string, RuleDocumentation>>;
