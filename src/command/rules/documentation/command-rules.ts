import type { RuleDocumentation } from './rule-documentation';

/** The Command as a whole, its image and its command line. */
export const COMMAND_RULES = {
  'command-name-blank': {
    title: 'The Command has no name',
    text: 'The server refuses a Command without a name. Together with the image and the version it must be unique on the site.',
    wrong: '"name": " "',
    right: '"name": "dcm2niix"',
  },
  'command-type-unknown': {
    title: 'Unknown type of Command',
    text: 'There are `docker`, `docker-setup` and `docker-wrapup`, in lower case. With another, creating a Command ends in an internal error (HTTP 500) and updating one in a refusal.',
    wrong: '"type": "Docker"',
    right: '"type": "docker"',
  },
  'visibility-unknown': {
    title: 'Unknown visibility',
    text: 'There are `public`, `protected` and `private`, in lower case. The public documentation writes them with capitals, which the server refuses.',
    wrong: '"visibility": "Public"',
    right: '"visibility": "public"',
  },
  'version-missing': {
    title: 'The Command has no version',
    text: 'Without a version nobody can tell two states of a Command apart, and pulling an image again does not replace a stored Command of the same name, image and version.',
    wrong: '{ "name": "tool" }',
    right: '{ "name": "tool", "version": "1.1" }',
  },
  'schema-version-unexpected': {
    title: 'A schema version that does not exist',
    text: 'The only version of the format is "1.0". The server stores the text and never reads it.',
    wrong: '"schema-version": "2.0"',
    right: '"schema-version": "1.0"',
  },
  'id-ignored': {
    title: 'An id that the server does not read',
    text: 'Commands and wrappers get their ids when they are created. An id in the text is ignored then.',
    wrong: '{ "id": 12, "name": "tool" }',
    right: '{ "name": "tool" }',
  },
  'forbidden-in-setup-wrapup': {
    title: 'Not allowed in a setup or wrapup Command',
    text: 'Commands of type `docker-setup` and `docker-wrapup` work on what the main Command gives them. The server refuses mounts, inputs, outputs, wrappers, environment variables, ports and secrets of their own.',
    wrong: '"type": "docker-setup", "secrets": [{ … }]',
    right: '"type": "docker-setup"',
  },
  'setup-wrapup-property-ignored': {
    title: 'Without effect in a setup or wrapup Command',
    text: '`override-entrypoint` is never applied to them, and `auto-remove`, `shm-size`, `network`, `container-labels`, `index` and `hash` are lost when the Command is read back from the database.',
    wrong: '"type": "docker-setup", "override-entrypoint": true',
    right: '"type": "docker-setup"',
  },
  'duplicate-command': {
    title: 'The same Command twice in a label',
    text: 'Of two Commands with the same name and version, a label installs the first. The second is skipped with a line in the log.',
    wrong: '[{ "name": "a", "version": "1" }, { "name": "a", "version": "1" }]',
    right: '[{ "name": "a", "version": "1" }, { "name": "b", "version": "1" }]',
  },
  'image-blank': {
    title: 'The Command has no image',
    text: 'The server refuses a Command without an image, unless the request names one. In a label the image is the one that carries the label.',
    wrong: '{ "name": "tool" }',
    right: '{ "name": "tool", "image": "org/tool:1.0" }',
  },
  'image-tag-missing': {
    title: 'The image has no tag',
    text: 'Creating a Command adds `:latest`; updating one, or installing it from a label of an image pulled without a tag, does not and is refused.',
    wrong: '"image": "org/tool"',
    right: '"image": "org/tool:1.0"',
  },
  'image-tag-implicit': {
    title: 'The image gets the tag latest',
    text: 'The server adds `:latest` when the Command is created. What runs then changes with every push, and updating with the same text is refused.',
    wrong: '"image": "org/tool"',
    right: '"image": "org/tool:1.0"',
  },
  'image-invalid-reference': {
    title: 'Not an image reference',
    text: 'The server stores it, and no launch finds such an image. Repositories are in lower case, without blanks.',
    wrong: '"image": "Org/Tool:1.0 "',
    right: '"image": "org/tool:1.0"',
  },
  'command-line-missing': {
    title: 'There is no command line',
    text: "The server stores the Command and every launch fails. An empty text is something else: it runs the image's own command.",
    wrong: '{ "name": "tool", "image": "org/tool:1.0" }',
    right: '{ "name": "tool", "image": "org/tool:1.0", "command-line": "/run.sh" }',
  },
  'command-line-unbalanced-quote': {
    title: 'A quote is never closed',
    text: 'Without a shell the rest of the line becomes one argument at launch. With `override-entrypoint` the shell refuses the line.',
    wrong: '"command-line": "run \'#name#"',
    right: '"command-line": "run \'#name#\'"',
  },
  'shell-syntax-without-shell': {
    title: 'Shell syntax where no shell is',
    text: "Without `override-entrypoint` the line is split into words and nothing is expanded: variables, pipes, redirections and patterns reach the image's entrypoint as plain text. Setup and wrapup Commands never get a shell.",
    wrong: '"command-line": "run > /output/log.txt"',
    right: '"command-line": "run > /output/log.txt", "override-entrypoint": true',
  },
  'shell-in-shell': {
    title: 'A shell inside the shell',
    text: 'With `override-entrypoint` the line already runs as `/bin/sh -c`. A second shell takes one layer of quotes away too many, and without quotes around its script it runs the first word alone.',
    wrong: '"command-line": "sh -c \'run > log\'", "override-entrypoint": true',
    right: '"command-line": "run > log", "override-entrypoint": true',
  },
} as const satisfies Readonly<Record<string, RuleDocumentation>>;
