import type { RuleDocumentation } from './rule-documentation';

/** How a Command is written: JSON, names and types of properties. */
export const JSON_RULES = {
  'json-syntax': {
    title: 'Not JSON as the server reads it',
    text: 'The server reads JSON, with single quotes and `#` comments besides. Trailing commas, `//` comments, names without quotes and unknown escapes make it refuse the whole text; an image label is dropped with nothing but a line in the log.',
    wrong: '{ "name": "tool", }',
    right: '{ "name": "tool" }',
  },
  'json-root': {
    title: 'Not one Command, or not a list in a label',
    text: 'A request holds one object. An image label holds a list of Commands, even where it is only one. With the other kind nothing is read at all.',
    wrong: '[{ "name": "tool" }]',
    right: '{ "name": "tool" }',
  },
  'json-nonstandard': {
    title: 'JSON that only the server understands',
    text: 'Single quotes, `#` comments and text behind the end are read by the server, but refused by the web editor and most other tools. Comments are lost when the Command is stored.',
    wrong: "{ 'name': 'tool' } # my tool",
    right: '{ "name": "tool" }',
  },
  'wrong-type': {
    title: 'A value of the wrong type',
    text: 'Numbers, booleans and text are converted where that is plain (`"12"` is a number, `5` a text). Anything else, such as a unit behind a number or one value in the place of a list, makes the whole text unreadable.',
    wrong: '"limit-memory": "2g"',
    right: '"limit-memory": 2048',
  },
  'null-element': {
    title: 'A null in a list',
    text: 'Lists cannot hold null. The server refuses the text, or throws while it checks it.',
    wrong: '"tags": ["a", null]',
    right: '"tags": ["a"]',
  },
  'null-map-value': {
    title: 'A null among names and values',
    text: 'Environment variables, ports and ulimits need a value each; on update, labels and resources do too. The server refuses the text, or throws.',
    wrong: '"environment-variables": { "A": null }',
    right: '"environment-variables": { "A": "" }',
  },
  'null-map-value-dropped': {
    title: 'A null that drops its entry',
    text: 'In `container-labels` and `generic-resources` an entry with the value null is left out when the Command is created. Updating with the same text is refused.',
    wrong: '"container-labels": { "team": null }',
    right: '"container-labels": {}',
  },
  'duplicate-key': {
    title: 'A property written twice',
    text: 'The last one wins and the others have no effect. In `container-labels` and `generic-resources` the server refuses the text when a Command is created.',
    wrong: '"label": "A", "label": "B"',
    right: '"label": "B"',
  },
  'scalar-coerced': {
    title: 'A value that is read as something else',
    text: 'The server converts it: numbers to text, `"true"` to true, 1.5 to 1, an empty text to no value. It works, but says something else than it does.',
    wrong: '"writable": "true"',
    right: '"writable": true',
  },
  'unknown-property': {
    title: 'A property that does not exist',
    text: 'The server drops properties that it does not know, without a word, at every level. A misspelt one therefore seems to have no effect. Names that start with `_`, `$`, `//` or `x-` are taken for remarks.',
    wrong: '"workdir": "/data"',
    right: '"working-directory": "/data"',
  },
  'value-too-long': {
    title: 'Too long for the database',
    text: 'All texts but descriptions, default values and the command line are kept in columns of 255 characters. Storing a longer one fails with an internal error (HTTP 500). This assumes the usual PostgreSQL schema.',
    wrong: '"matcher": "… 300 characters …"',
    right: '"matcher": "@.scan-type =~ /T1.*/"',
  },
  'invisible-character': {
    title: 'A character that nobody sees',
    text: 'A no-break space, a zero-width space or the like came with what was pasted. In a name it makes another name, and in a command line it parts no words. Between the parts of the text it makes the server refuse it, as `json-syntax`.',
    wrong: String.raw`"command-line": "run\u00a0/input"`,
    right: '"command-line": "run /input"',
  },
  'lost-character': {
    title: 'A character that was lost',
    text: 'U+FFFD stands where something met bytes that are no text in the encoding it read them in. In a file that is not UTF-8, such as one in Latin-1, the server reads those bytes and refuses the text. Where the file was saved since, the character itself is lost, and the server stores U+FFFD in its place.',
    wrong: '"description": "Gr\ufffdnwald"',
    right: '"description": "Grünwald"',
  },
  'problems-not-shown': {
    title: 'More problems than are shown',
    text: 'Of a text with more than 1,000 problems the gravest 1,000 are shown: errors before warnings, and these before notes and hints. The others come to light once some of these are mended. The verdict on the text takes all of it into account.',
    wrong: '1,200 inputs, all of an unknown "type"',
    right: '1,200 inputs of the type "string"',
  },
} as const satisfies Readonly<Record<string, RuleDocumentation>>;
