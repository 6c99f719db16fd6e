import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { hoverAt } from '../../../src/language/hover/hover-at';
import type { HoverKnowledge } from '../../../src/language/hover/hover';
import { previewCommandLine } from '../../../src/resolution/preview-command-line';
import { marked } from '../../support/marked-text';

/** The hover at the `|` of a fixture: its Markdown, and the text it is about. */
function hover(fixture: string, knowledge?: HoverKnowledge): { markdown: string; about: string } | undefined {
  const { text, offsets } = marked(fixture);
  const found = hoverAt(createCommandDocument(text, 'create'), offsets[0]!, knowledge);
  return found && { markdown: found.markdown, about: text.slice(found.span.start, found.span.end) };
}

const markdownAt = (fixture: string, knowledge?: HoverKnowledge) => hover(fixture, knowledge)?.markdown ?? '';

describe('Hover', () => {
  describe('over a property', () => {
    it('tells meaning, default, release, and what happens in fact', () => {
      assert.deepEqual(hover('{"mounts": [{"writ|able": true}]}'), {
        about: '"writable"',
        markdown:
          '**writable** (true or false)\n\n' +
          '`true` copies the files of the input that feeds the mount to a place where the container may change them.\n\n' +
          'When absent: `false`.\n\n' +
          '*In fact:* A mount that no input feeds is a fresh, writable folder whatever this says. One that an input feeds stays read-only without it, even when an output reads from it.',
      });
      assert.match(markdownAt('{"visib|ility": ""}'), /Since Container Service 3\.7\.0\./);
    });

    it('says that the server drops what it does not know', () => {
      assert.equal(
        markdownAt('{"work`dir|": ""}'),
        '``work`dir`` is no property here: the server drops it in silence.',
      );
    });

    it('says nothing of names that are free, and where there is nothing', () => {
      assert.equal(hover('{"command-metadata": {"na|me": ""}}'), undefined);
      assert.equal(hover('{"ports": {"8|0": "1"}}'), undefined);
      assert.equal(hover('{ | }'), undefined);
      assert.equal(hover('|'), undefined);
      assert.equal(hover('{} # te|xt'), undefined);
    });

    it('also tells it of a value that has no meaning of its own', () => {
      assert.match(markdownAt('{"limit-memory": 4|096}'), /in MiB/);
      assert.match(markdownAt('{"description": "te|xt"}'), /shown to users/);
    });
  });

  describe('over a value', () => {
    it('explains words of an enumeration, contexts and properties of objects', () => {
      assert.equal(markdownAt('{"inputs": [{"multiple-delimiter": "co|mma"}]}'), '`comma`: `--flag a,b`');
      assert.equal(markdownAt('{"xnat": [{"contexts": ["xnat:mrScan|Data"]}]}'), '`xnat:mrScanData`: MR scans.');
      const derived =
        '{"xnat": [{"external-inputs": [{"name": "s", "type": "Session"}], "derived-inputs": [{"type": "string", "derived-from-wrapper-input": "s", "derived-from-xnat-object-property": "vis|it-id"}]}]}';
      assert.equal(markdownAt(derived), '`visit-id` (text): Id of the visit.');
    });
  });

  describe('over a name or a replacement key', () => {
    const text = (line: string, mount = 'in') =>
      `{"command-line": "${line}", "mounts": [{"name": "in", "path": "/in"}, {"name": "out", "path": "/out"}],
        "inputs": [{"name": "t", "type": "number", "description": "A *t*", "default-value": "0.5", "command-line-flag": "-t"}, {"name": "id"}],
        "outputs": [{"name": "o", "mount": "${mount}", "required": true}],
        "environment-variables": {"MODE": "full"},
        "xnat": [{"name": "w", "external-inputs": [{"name": "scan", "type": "Scan", "provides-files-for-command-mount": "in"}],
          "derived-inputs": [{"name": "scan-id", "type": "string", "derived-from-wrapper-input": "sc^an", "derived-from-xnat-object-property": "id", "provides-value-for-command-input": "id"}]}]}`;
    const at = (line: string, mount?: string) => markdownAt(text(line, mount).replace('sc^an', 'scan'));

    it('tells the input of a key: type, default, flag', () => {
      assert.equal(
        at('run #|t# --x'),
        '**Input** `t`\n\nA \\*t\\*\n\n- Type: `number`\n- Default: `0.5`\n- Optional\n- Flag: `-t`\n- Key: `#t#`',
      );
      assert.equal(hover(text('run #|t# --x'))?.about, '#t#');
    });

    it('tells which wrapper input feeds an input, and what that is', () => {
      assert.match(at('run #i|d#'), /Value from `scan-id`/);
      const fed = text('').replace('"scan-id"', '"sca|n-id"').replace('sc^an', 'scan');
      assert.match(
        markdownAt(fed),
        /\*\*Derived input\*\* `scan-id` of wrapper `w`[^]*The `id` of `scan`[^]*Required[^]*Feeds the input: `id`/,
      );
    });

    it('tells the thing that is referred to', () => {
      assert.equal(at('', 'i|n'), '**Mount** `in`\n\n- Path: `/in`\n- Fed by `scan`, read-only\n- Read by `o`');
      assert.equal(
        at('', 'ou|t'),
        '**Mount** `out`\n\n- Path: `/out`\n- A fresh folder: no input feeds it\n- Read by `o`',
      );
      assert.match(
        markdownAt(text('').replace('sc^an', 'sc|an')),
        /\*\*External input\*\* `scan` of wrapper `w`[^]*Type: `Scan`/,
      );
      assert.equal(at('run $MO|DE'), '**Environment variable** `MODE`');
    });

    it('keeps the default of a sensitive input to itself', () => {
      const shown = markdownAt('{"inputs": [{"name": "p|w", "default-value": "hunter2", "sensitive": true}]}');
      assert.match(shown, /\*\*Input\*\* `pw`/);
      assert.doesNotMatch(shown, /hunter2/);
      const feeds =
        '"xnat": [{"external-inputs": [{"name": "given|", "default-value": "hunter2", "provides-value-for-command-input": "pw"}]}]';
      assert.doesNotMatch(markdownAt(`{"inputs": [{"name": "pw", "sensitive": "True"}], ${feeds}}`), /hunter2/);
    });

    it('tells all that a key of several wrappers stands for', () => {
      const two =
        '{"environment-variables": {"A": "#s|#"}, "xnat": [{"name": "v", "external-inputs": [{"name": "s"}]}, {"name": "w", "external-inputs": [{"name": "s", "type": "Scan"}]}]}';
      assert.match(markdownAt(two), /of wrapper `v`[^]*---[^]*of wrapper `w`/);
    });
  });

  describe('over a command line', () => {
    const line = (commandLine: string, inputs: string, more = '') =>
      markdownAt(`{"command-line": "${commandLine}|", "inputs": [${inputs}]${more}}`, { previewCommandLine });

    it('fills it with defaults, flags and all', () => {
      const inputs =
        '{"name": "t", "default-value": "0.5", "command-line-flag": "-t"}, {"name": "v", "type": "boolean", "true-value": "-v", "false-value": ""}, {"name": "many", "type": "select-many", "default-value": "[\\"a\\", \\"b\\"]", "multiple-delimiter": "comma"}';
      assert.equal(
        line('run #t# #v# #many# x', inputs),
        'With the defaults of all inputs:\n\n```sh\nrun -t 0.5  a,b x\n```\n\nThe container gets `run` `-t` `0.5` `a,b` `x`',
      );
    });

    it('hides the defaults of sensitive inputs', () => {
      const pw = '{"name": "pw", "default-value": "hunter (two", "sensitive": true, "command-line-flag": "-p"}';
      assert.equal(
        line("run #pw# 'a b' ", pw),
        "With the defaults of all inputs:\n\n```sh\nrun -p ••• 'a b' \n```\n\nThe container gets `run` `-p` `•••` `a b`",
      );
    });

    it('fills in what it takes from the wrapper', () => {
      const wrapper = ', "xnat": [{"name": "w", "external-inputs": [{"name": "scan"}]}]';
      const shown = line(
        'tool ^wrapper:$.external-inputs[0].name^ #x# #y# ',
        '{"name": "x", "default-value": "1"}, {"name": "y", "default-value": "^wrapper:$.external-inputs[0].name^"}',
        wrapper,
      );
      assert.match(shown, /^tool scan 1 scan $/m);
      assert.doesNotMatch(shown, /refused/);
      assert.match(line('tool ^wrapper:$.none^ #x# ', '{"name": "x"}', wrapper), /is refused: No results for path/);
    });

    it('refuses no name of an input that has no value yet', () => {
      const shown = line('tool #k# end', '{"name": "x (1)", "replacement-key": "#k#", "required": true}');
      assert.match(shown, /^tool <x \(1\)> end$/m);
      assert.match(shown, /The container gets `tool` `<x \(1\)>` `end`/);
      assert.doesNotMatch(shown, /refused/);
    });

    it('leaves open what only a launch can tell', () => {
      const wrapper = ', "xnat": [{"external-inputs": [{"name": "s", "provides-value-for-command-input": "fed"}]}]';
      const shown = line(
        'run #fed# #asked# #none#.',
        '{"name": "fed", "command-line-flag": "-f"}, {"name": "asked", "required": true}, {"name": "none"}',
        wrapper,
      );
      assert.match(shown, /^run -f <fed> <asked> \.$/m);
      assert.match(shown, /Only a launch can tell: `<fed>`, `<asked>`\./);
    });

    it('shows the shell that runs it', () => {
      assert.match(
        line('run > /out', '', ', "override-entrypoint": true'),
        /The container gets `\/bin\/sh` `-c` `run > \/out`/,
      );
    });

    it('says when a launch with the defaults would be refused', () => {
      assert.match(
        line('run #a# b', '{"name": "a", "default-value": "x; y"}'),
        /is refused: Input \\"a\\" has a value containing illegal string/,
      );
    });

    it('is not filled where a few defaults would make it endless', () => {
      const keys = (name: string) => `#${name}#`.repeat(300);
      const bomb = `{"name": "zz", "default-value": "${keys('b')}"}, {"name": "b", "default-value": "${keys('c')}"}, {"name": "c", "default-value": "${'x '.repeat(500)}"}`;
      assert.match(line('tool #zz# .', bomb), /too long to be shown/);
      const chain = Array.from(
        { length: 20 },
        (_, index) => `{"name": "i${index}", "default-value": "#i${index + 1}# #i${index + 1}#"}`,
      );
      assert.match(
        line(`tool ${chain.map((_, index) => `#i${index}#`).join('')} .`, chain.join()),
        /too long to be shown/,
      );
      const flags = `{"name": "m", "type": "select-many", "default-value": "[${'1,'.repeat(900)}1]", "command-line-flag": "--${'long'.repeat(200)}", "multiple-delimiter": "flag"}`;
      assert.match(line('tool #m# .', flags), /too long to be shown/);
    });

    it('is filled where defaults lead to one another', () => {
      const shown = line(
        'tool #a# .',
        '{"name": "a", "default-value": "#b#"}, {"name": "b", "default-value": "1 #b# #a#"}',
      );
      assert.match(shown, /^tool /m);
      assert.doesNotMatch(shown, /too long/);
    });

    it('shows the first of many arguments', () => {
      const shown = line('tool #a# .', `{"name": "a", "default-value": "${'x '.repeat(60)}"}`);
      assert.match(shown, /gets `tool`( `x`){49} … and 12 more/);
    });

    it('says when the image runs what it runs by default', () => {
      assert.match(line('', ''), /The line is empty/);
    });
  });

  describe('over a matcher', () => {
    const words = (matcher: string, type = 'Scan') => {
      // The operator || is made of the marks of fixtures.
      const text = `{"xnat": [{"external-inputs": [{"name": "s", "type": "${type}", "matcher": "${matcher}"}]}]}`;
      return hoverAt(createCommandDocument(text, 'create'), text.indexOf('"matcher"') + 12)?.markdown ?? '';
    };
    const demand = (matcher: string) => /must satisfy: (.*)\.$/s.exec(words(matcher))?.[1];

    it('says it in words', () => {
      assert.equal(words("@.scan-type == 'T1'"), 'Every Scan taken must satisfy: `scan-type` is `T1`.');
      assert.equal(demand('@.frames >= 10 && @.quality'), '`frames` is at least `10` and has `quality`');
      assert.equal(demand("'DICOM' in @.resources[*].label"), '`DICOM` is among the `label` of its `resources`');
      assert.equal(demand("@.modality in ['MR','CT']"), '`modality` is one of `MR`, `CT`');
      assert.equal(demand('@.scan-type =~ /T1.*/i'), '`scan-type` as a whole matches `/T1.*/i`');
      assert.equal(
        demand('(@.id == 1 || @.id == 2) && !(@.note == null)'),
        '(`id` is `1` or `id` is `2`) and not (`note` is nothing)',
      );
      assert.equal(demand('@.resources empty false'), '`resources` is not empty');
      assert.match(demand('@.resources[*].label')!, /true of every object with that list/);
    });

    it('says why it cannot be read', () => {
      assert.match(words('@.id = 1'), /^The service cannot read this matcher: /);
    });

    it('keeps its text from being Markdown', () => {
      assert.equal(demand("@.note == '`[x](command:y)'"), '`note` is `` `[x](command:y) ``');
    });
  });

  describe('over a secret', () => {
    const secret = (property: string, knowledge?: HoverKnowledge) =>
      markdownAt(
        `{"secrets": [{"source": {"type": "system-property", "identifier": "${property}|"}, "destination": {"identifier": "TOKEN"}}]}`,
        knowledge,
      );

    it('gives the line for an administrator, without a value', () => {
      assert.equal(
        secret('my.token'),
        '**Secret** from the system property `my.token` to the variable `TOKEN` of the container.\n\n' +
          'On the XNAT server an administrator sets it on every node, for Tomcat in `setenv.sh`:\n\n' +
          '```sh\nCATALINA_OPTS="$CATALINA_OPTS -Dmy.token=…"\n```',
      );
    });

    it('says whether a value is stored here', () => {
      assert.match(
        secret('my.token', { storedSecrets: new Map([['my.token', 40]]) }),
        /A value is stored here, 40 bytes/,
      );
      assert.match(secret('my.token', { storedSecrets: new Map() }), /No value is stored here/);
    });

    it('is shown where the command line reads the variable', () => {
      const line =
        '{"command-line": "run $TOK|EN", "secrets": [{"source": {"identifier": "a.b"}, "destination": {"identifier": "TOKEN"}}]}';
      assert.match(markdownAt(line), /from the system property `a\.b`/);
    });

    it('keeps a property from ending the line of shell', () => {
      assert.match(secret('a$(b)\\"'), /-Da\\\$\(b\)\\"=…"/);
    });
  });

  it('keeps descriptions from being Markdown, and cuts long ones', () => {
    const evil = '![x](https://example.org/) <img src=x> [run](command:evil)';
    const shown = markdownAt(
      `{"mounts": [{"name": "i|n"}], "inputs": [], "outputs": [], "xnat": []}`.replace(
        '"name"',
        `"description": "${evil}", "name"`,
      ),
    );
    assert.doesNotMatch(shown, /[^\\][[<(!]/);
    const long = markdownAt(`{"inputs": [{"name": "a|", "default-value": "${'x'.repeat(10_000)}"}]}`);
    assert.ok(long.length < 3000);
  });
});
