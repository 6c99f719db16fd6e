import assert from 'node:assert/strict';
import { checkCommand } from '../../../../src/command/check-command';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { applyEdits } from '../../../../src/command/document/text-edits';
import { fixAll } from '../../../../src/command/fixes/fix-all';
import { fixesFor, safeFixFor } from '../../../../src/command/fixes/fixes-for';
import { commandWith, fixedTexts } from '../../../support/problems';

/** A Command whose handler stores an assessor, with more properties of that handler. */
const handled = (more: string): string =>
  commandWith(
    '"mounts": [{"name": "m", "path": "/m"}], "outputs": [{"name": "o", "mount": "m", "path": "a.xml"}], "xnat": [{"name": "w", ' +
      '"contexts": ["xnat:imageSessionData"], "external-inputs": [{"name": "s", "type": "Session"}], "output-handlers": ' +
      `[{"name": "h", "accepts-command-output": "o", "as-a-child-of": "s", "type": "Assessor"${more}}]}]`,
  );

/** By rule: a text, and what its first fix makes of it. */
const FIRST_FIXES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'json-syntax': ['{"name": "a",}', '{"name": "a"}'],
  'json-root': ['[{"name": "a"}]', '{"name": "a"}'],
  'json-nonstandard': [commandWith(`'label': 'it"s'`), commandWith(String.raw`"label": "it\"s"`)],
  'wrong-type': [commandWith('"limit-memory": "2g"'), commandWith('"limit-memory": 2048')],
  'null-element': [commandWith('"inputs": [null, {"name": "i"}]'), commandWith('"inputs": [{"name": "i"}]')],
  'duplicate-key': [commandWith('"label": "a", "label": "b"'), commandWith('"label": "b"')],
  'scalar-coerced': [commandWith('"auto-remove": "True"'), commandWith('"auto-remove": true')],
  'unknown-property': [commandWith('"workdir": "/w"'), commandWith('"working-directory": "/w"')],
  'visibility-unknown': [commandWith('"visibility": "Private"'), commandWith('"visibility": "private"')],
  'forbidden-in-setup-wrapup': [
    commandWith('"type": "docker-setup", "ports": {"80": "80"}'),
    commandWith('"type": "docker-setup"'),
  ],
  'select-many-default-missing': [
    commandWith('"inputs": [{"name": "i", "type": "select-many", "select-values": ["a"]}]'),
    commandWith('"inputs": [{"name": "i", "type": "select-many", "select-values": ["a"], "default-value": "[]"}]'),
  ],
  'input-name-chars': [
    commandWith('"label": "x", "working-directory": "/#my in#", "inputs": [{"name": "my in"}]'),
    commandWith('"label": "x", "working-directory": "/#my-in#", "inputs": [{"name": "my-in"}]'),
  ],
  'template-unknown-key': [
    commandWith('"working-directory": "/#mod#", "inputs": [{"name": "mode", "replacement-key": "[M]"}]'),
    commandWith('"working-directory": "/[M]", "inputs": [{"name": "mode", "replacement-key": "[M]"}]'),
  ],
  'plain-credential': [
    commandWith('"environment-variables": {"DB_TOKEN": "x"}, "secrets": []'),
    commandWith(
      '"environment-variables": {}, "secrets": [\n  {\n    "source": {\n      "type": "system-property",\n      "identifier": "db.token"\n    },' +
        '\n    "destination": {\n      "type": "environment-variable",\n      "identifier": "DB_TOKEN"\n    }\n  }\n]',
    ),
  ],
  'output-path-parent': [
    commandWith(
      '"mounts": [{"name": "m", "path": "/m"}], "outputs": [{"name": "o", "mount": "m", "path": "a/../../b"}]',
    ),
    commandWith('"mounts": [{"name": "m", "path": "/m"}], "outputs": [{"name": "o", "mount": "m", "path": "b"}]'),
  ],
  'handler-xsi-type-missing': [handled(''), handled(', "xsi-type": "xnat:qcAssessmentData"')],
  'memory-reserve-exceeds-limit': [
    commandWith('"reserve-memory": 4, "limit-memory": 2'),
    commandWith('"reserve-memory": 2, "limit-memory": 4'),
  ],
};

describe('a quick fix', () => {
  for (const [code, [before, after]] of Object.entries(FIRST_FIXES)) {
    it(`for ${code} mends the text`, () => {
      const [first] = Object.values(fixedTexts(code, before));
      assert.deepEqual(first === undefined ? first : normal(first), normal(after));
    });
  }

  it('for a key that is near to none adds an input, and for a property by a wrong name writes the right one', () => {
    assert.deepEqual(fixedNormally('template-unknown-key', commandWith('"working-directory": "/#mode#"')), {
      'Add an input "mode"': normal(
        commandWith(
          '"working-directory": "/#mode#", "inputs": [{"name": "mode", "description": "", "type": "string", "required": false}]',
        ),
      ),
    });
    const [renamed] = Object.entries(
      fixedNormally('mount-path-blank', commandWith('"mounts": [{"name": "m", "Path": "/m"}]')),
    );
    assert.deepEqual(renamed, [
      'Rename "Path" to "path"',
      normal(commandWith('"mounts": [{"name": "m", "path": "/m"}]')),
    ]);
  });

  it('for a value that is written twice is offered once, and mends the one that its problem is at', () => {
    const fixes = (text: string) => {
      const document = createCommandDocument(text, 'create');
      const problems = checkCommand(document).filter(({ code }) => code === 'scalar-coerced' || code === 'wrong-type');
      return problems.flatMap((problem) => fixesFor(document, problem).map((fix) => applyEdits(text, fix.edits)));
    };
    assert.deepEqual(fixes(commandWith('"environment-variables": {"A": 1, "A": 2}')), [
      commandWith('"environment-variables": {"A": 1, "A": "2"}'),
    ]);
    assert.deepEqual(fixes(commandWith('"limit-memory": "1g", "limit-memory": "2g"')), [
      commandWith('"limit-memory": 1024, "limit-memory": "2g"'),
      commandWith('"limit-memory": "1g", "limit-memory": 2048'),
    ]);
  });

  it('for a character that nobody sees says which it is and writes what was meant', () => {
    const mended = (text: string) => {
      const document = createCommandDocument(text, 'create');
      const found = checkCommand(document).filter(
        ({ code }) => code === 'invisible-character' || code === 'json-syntax',
      );
      return found.map((problem) => {
        const fix = fixesFor(document, problem)[0];
        return `${/U\+\w+/.exec(problem.message)?.[0]} ${fix === undefined ? '' : applyEdits(text, fix.edits)}`;
      });
    };
    assert.deepEqual(mended('{\u00a0"name": "a"}'), ['U+00A0 { "name": "a"}']);
    assert.deepEqual(mended('{"name": "a"\u200b}'), ['U+200B {"name": "a"}']);
    assert.deepEqual(mended(commandWith('"working-directory": "/a\u00a0b", "label": "x\u00a0y"')), [
      `U+00A0 ${commandWith('"working-directory": "/a b", "label": "x\u00a0y"')}`,
    ]);
    assert.deepEqual(mended(commandWith(String.raw`"working-directory": "/a\u200bb"`)), [
      `U+200B ${commandWith('"working-directory": "/ab"')}`,
    ]);
    const mount = (name: string) =>
      commandWith(
        `"mounts": [{"name": "${name}", "path": "/m"}], "outputs": [{"name": "o", "mount": "${name}", "path": "p"}]`,
      );
    assert.deepEqual(mended(mount('m\u200bn')), [`U+200B ${mount('mn')}`]);
    assert.deepEqual(mended(mount('\u200b')), ['U+200B ']);
    const twins = (name: string) =>
      commandWith(`"mounts": [{"name": "m", "path": "/m"}, {"name": "${name}", "path": "/n"}]`);
    assert.deepEqual(mended(twins('m\u200b')), ['U+200B ']);
  });

  it('does not move an input behind one that is derived from it', () => {
    const derived = (name: string, from: string) =>
      `{"name": "${name}", "type": "Scan", "derived-from-wrapper-input": "${from}"}`;
    const wrapper = (...inputs: readonly string[]) =>
      commandWith(
        `"xnat": [{"name": "w", "contexts": ["site"], "external-inputs": [{"name": "s", "type": "Session"}], "derived-inputs": [${inputs.join(', ')}]}]`,
      );
    const titles = (text: string) => Object.keys(fixedTexts('derived-from-unknown', text));
    assert.ok(titles(wrapper(derived('a', 'b'), derived('b', 's'))).includes('Move it behind "b"'));
    assert.ok(!titles(wrapper(derived('a', 'b'), derived('b', 'a'))).includes('Move it behind "b"'));
  });

  it('adds the quotation mark that a text lacks in front', () => {
    const mended = (text: string) => Object.values(fixedTexts('json-syntax', text))[0];
    assert.equal(mended('{"name": a\\"b", "version": "1"}'), '{"name": "a\\"b", "version": "1"}');
    assert.equal(mended('{name": "a"}'), '{"name": "a"}');
  });

  it('leaves nothing blank behind a character that nobody sees', () => {
    assert.deepEqual(fixedTexts('invisible-character', commandWith('"working-directory": "\u00a0"')), {});
  });

  it('adds to the choices what the server reads of a list, and not what stands behind it', () => {
    const fixed = (value: string) =>
      Object.entries(
        fixedTexts(
          'default-not-in-select-values',
          commandWith(
            `"inputs": [{"name": "i", "type": "select-many", "select-values": ["a"], "default-value": ${JSON.stringify(value)}}]`,
          ),
        ),
      ).flatMap(([title, text]) =>
        title.startsWith('Add') ? [/"select-values": (.*), "default/.exec(text)?.[1]] : [],
      );
    assert.deepEqual(fixed('["a", "b"] #m#'), ['["a", "b"]']);
    assert.deepEqual(fixed('[null]'), []);
    assert.deepEqual(fixed('b'), ['["a", "b"]']);
  });

  it('lets no second input feed a new input of the Command', () => {
    const titles = (name: string) =>
      Object.keys(
        fixedTexts(
          'template-wrapper-key-in-command-line',
          `{"name": "a", "version": "1", "image": "a:1", "command-line": "run #s#", "xnat": [{"name": "w", "contexts": ["site"], ` +
            `"external-inputs": [{"name": "s", "type": "Session"}], "derived-inputs": [{"name": "d", "type": "string", ` +
            `"derived-from-wrapper-input": "s", "derived-from-xnat-object-property": "id", "provides-value-for-command-input": "${name}"}]}]}`,
        ),
      );
    assert.deepEqual(titles('other'), ['Add an input "s" that it feeds']);
    assert.deepEqual(titles('s'), []);
  });

  it('lets a name mean after it what it meant before', () => {
    const mounts = (name: string) =>
      commandWith(
        `"mounts": [{"name": "${name}", "path": "/in"}], "outputs": [{"name": "o", "mount": "in", "path": "p"}]`,
      );
    assert.deepEqual(fixedTexts('mount-name-k8s', mounts('In')), { 'Rename to "in-2" everywhere': mounts('in-2') });

    const wrapper = (second: string, label: string) =>
      commandWith(
        '"mounts": [{"name": "m", "path": "/m"}], "outputs": [{"name": "o", "mount": "m"}], "xnat": [{"name": "w", ' +
          '"contexts": ["site"], "external-inputs": [{"name": "s", "type": "Session", "replacement-key": "[S]"}, ' +
          `{"name": "${second}", "type": "Session"}], "output-handlers": [{"name": "h", "accepts-command-output": "o", ` +
          `"as-a-child-of": "s", "label": "${label}"}]}, {"name": "v", "contexts": ["site"], "external-inputs": ` +
          `[{"name": "s", "type": "Session"}], "output-handlers": [{"name": "h", "accepts-command-output": "o", ` +
          `"as-a-child-of": "s", "label": "#s#"}]}]`,
      );
    assert.deepEqual(fixedTexts('wrapper-input-name-duplicate', wrapper('s', '#s#')), {
      'Call it "s-2"': wrapper('s-2', '#s-2#'),
    });
  });

  it('takes a key from one of two inputs that share it with their name', () => {
    const inputs = (second: string) =>
      commandWith(
        `"xnat": [{"name": "w", "contexts": ["site"], "external-inputs": [{"name": "s", "type": "Session", ` +
          `"replacement-key": "[S]"}, ${second}]}]`,
      );
    assert.deepEqual(
      fixedTexts('wrapper-input-name-duplicate', inputs('{"name": "s", "type": "Session", "replacement-key": "[S]"}')),
      { 'Call it "s-2"': inputs('{"name": "s-2", "type": "Session"}') },
    );
  });

  it('leaves a name that is missing to the fix of that, however many lack one', () => {
    const twins = commandWith('"mounts": [{"path": "/a", "nme": "a"}, {"path": "/b", "nme": "b"}]');
    assert.deepEqual(fixedTexts('mount-name-duplicate', twins), {});
  });

  it('lets no wrapper input feed one of several inputs of a name, of which another is to select', () => {
    const inputs = (first: string) =>
      commandWith(
        `"inputs": [{"name": "s"${first}}, {"name": "s"}], "xnat": [{"name": "w", "contexts": ["site"], ` +
          '"external-inputs": [{"name": "s", "type": "Session"}]}]',
      );
    const titles = (first: string) => {
      const document = createCommandDocument(inputs(first), 'create');
      return checkCommand(document)
        .filter(({ code }) => code === 'input-name-collision')
        .flatMap((problem) => fixesFor(document, problem).map(({ title }) => title));
    };
    const feed = 'Feed it from the wrapper input of the same name';
    assert.ok(titles('').includes(feed));
    assert.ok(!titles(', "type": "select-one", "select-values": ["a"], "default-value": "a"').includes(feed));
  });

  it('takes no feed from an input that would clash with one of the wrapper without it', () => {
    const titles = (name: string) =>
      Object.keys(
        fixedTexts(
          'wrapper-input-feeds-select',
          commandWith(
            '"inputs": [{"name": "s", "type": "select-one", "select-values": ["a"]}], "xnat": [{"name": "w", ' +
              `"contexts": ["site"], "external-inputs": [{"name": "${name}", "type": "Session", ` +
              '"provides-value-for-command-input": "s"}]}]',
          ),
        ),
      );
    const remove = 'Delete "provides-value-for-command-input"';
    assert.ok(titles('t').includes(remove));
    assert.ok(!titles('s').includes(remove));
  });

  it('changes no quotes where a fault of syntax makes it a guess what they enclose', () => {
    assert.deepEqual(fixedTexts('json-nonstandard', `{'name': 'a', "label": "b', 'version': '1'}`), {});
  });

  it('keeps comments and line ends', () => {
    const text = '{\r\n  "name": "a", # the name\r\n  "id": 3, # old\r\n  "version": "1"\r\n}';
    const [fixed] = Object.values(fixedTexts('id-ignored', text));
    assert.equal(fixed, '{\r\n  "name": "a", # the name\r\n   # old\r\n  "version": "1"\r\n}');
  });
});

describe('A text put into a list', () => {
  it('keeps its quotes in a document of single quotes', () => {
    const text = `{'name': 'a', 'image': 'b:1', 'inputs': [{'name': 'i', 'type': 'select-one', 'select-values': "it's"}]}`;
    const fixed = fixedTexts('wrong-type', text)['Put it into a list'];
    assert.ok(fixed?.includes(String.raw`'select-values': ['it\'s']`), fixed);
  });
});

describe('fix all', () => {
  it('does everything that is safe at once, and nothing else', () => {
    const text = commandWith('"id": 4, "auto-remove": "true", "gpus": "all", "schema-version": "2",');
    const document = createCommandDocument(text, 'create');
    const fixed = applyEdits(text, fixAll(document, checkCommand(document)));
    assert.equal(fixed, commandWith('"auto-remove": true, "gpus": "all", "schema-version": "1.0"'));
  });

  it('does what is safe in each of very many parts, and leaves what the author must choose', () => {
    const command = (target: string, from: string) => {
      const handlers = Array.from(
        { length: 200 },
        (_, i) =>
          `{"name": "h${i}", "accepts-command-output": "o${i}", "${target}": "s", "type": "Resource", "label": "L"}`,
      );
      const outputs = Array.from({ length: 200 }, (_, i) => `{"name": "o${i}", "mount": "m", "path": "${i}"}`);
      return commandWith(
        `"mounts": [{"name": "m", "path": "/m"}], "outputs": [${outputs.join()}], "xnat": [{"name": "w", ` +
          `"contexts": ["xnat:imageSessionData"], "external-inputs": [{"name": "s", "type": "Session"}], ` +
          `"derived-inputs": [{"name": "d", "type": "Scan", "derived-from-wrapper-input": "none", "required": ${from}}], ` +
          `"output-handlers": [${handlers.join()}]}]`,
      );
    };
    const text = command('as-a-child-of-wrapper-input', '"True"');
    const document = createCommandDocument(text, 'create');
    const problems = checkCommand(document);
    assert.ok(problems.some(({ code }) => code === 'derived-from-unknown'));
    assert.equal(applyEdits(text, fixAll(document, problems)), command('as-a-child-of', 'true'));
  });

  it('leaves those that touch another one to the next round', () => {
    const text = commandWith('"inputs": [{"name": "i"}, null, null, null], "auto-remove": "True"');
    const document = createCommandDocument(text, 'create');
    const fixed = applyEdits(text, fixAll(document, checkCommand(document)));
    assert.equal(fixed, commandWith('"inputs": [{"name": "i"}], "auto-remove": true'));
  });

  it('takes the first fix that is safe of those that are offered', () => {
    for (const [code, [text]] of Object.entries(FIRST_FIXES)) {
      const document = createCommandDocument(text, 'create');
      for (const problem of checkCommand(document)) {
        const offered = fixesFor(document, problem).find(({ kind }) => kind === 'safe');
        assert.deepEqual(safeFixFor(document, problem), offered, code);
      }
    }
  });
});

/** What each fix makes of a text, however it is laid out. */
function fixedNormally(code: string, text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fixedTexts(code, text)).map(([title, fixed]) => [title, normal(fixed)]));
}

/** The same JSON, however it is laid out, where it is JSON. */
function normal(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
