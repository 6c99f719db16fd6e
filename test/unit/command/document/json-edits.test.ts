import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { appendToList, insertElement, insertProperty } from '../../../../src/command/document/json-edits';
import { valueOf } from '../../../../src/command/document/navigation';
import type { ArrayNode, ObjectNode } from '../../../../src/command/document/syntax-tree';
import type { JsonToWrite } from '../../../../src/command/document/write-json';
import type { TextEdit } from '../../../../src/command/problem';

const lines = (...text: string[]): string => text.join('\n');

function apply(text: string, edit: TextEdit | undefined): string {
  assert.ok(edit);
  return text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

function withProperty(text: string, key: string, value: JsonToWrite): string {
  const document = createCommandDocument(text, 'create');
  return apply(text, insertProperty(document, document.root as ObjectNode, key, value));
}

function withInput(text: string, value: JsonToWrite): string {
  const document = createCommandDocument(text, 'create');
  return apply(text, insertElement(document, valueOf(document.root, 'inputs') as ArrayNode, value));
}

describe('Inserting a property', () => {
  it('follows the last one on a line of its own, indented as it is', () => {
    assert.equal(withProperty('{\n    "name": "a"\n}', 'version', '1'), '{\n    "name": "a",\n    "version": "1"\n}');
    assert.equal(withProperty('{\n\t"name": "a"\n}', 'tags', ['b', 'c']), '{\n\t"name": "a",\n\t"tags": ["b", "c"]\n}');
  });

  it('stays on the line of an object written on one line', () => {
    assert.equal(
      withProperty('{"name": "a"}', 'mounts', [{ name: 'in' }]),
      '{"name": "a", "mounts": [{ "name": "in" }]}',
    );
  });

  it('opens an empty object', () => {
    assert.equal(withProperty('{}', 'name', 'a'), '{\n  "name": "a"\n}');
    assert.equal(withProperty('{\n\n}', 'name', 'a'), '{\n  "name": "a"\n}');
  });

  it('keeps quotes, colons and line ends of the file', () => {
    assert.equal(withProperty("{'name':'a'}", 'label', `it's "b"`), `{'name':'a', 'label':'it\\'s "b"'}`);
    assert.equal(
      withProperty('{\r\n  "name": "a"\r\n}', 'ports', { '80': '' }),
      '{\r\n  "name": "a",\r\n  "ports": {\r\n    "80": ""\r\n  }\r\n}',
    );
  });

  it('writes what stands for itself with the indentation of its place', () => {
    const own = ({ margin }: { margin: string }) => `[${margin.length}]`;
    assert.equal(
      withProperty('{\n  "name": "a"\n}', 'b', { c: own }),
      '{\n  "name": "a",\n  "b": {\n    "c": [4]\n  }\n}',
    );
  });
});

describe('Inserting an element', () => {
  it('follows the last one, laid out as the list is', () => {
    assert.equal(
      withInput(lines('{', '  "inputs": [', '    {', '      "name": "a"', '    }', '  ]', '}'), { name: 'b' }),
      lines(
        '{',
        '  "inputs": [',
        '    {',
        '      "name": "a"',
        '    },',
        '    {',
        '      "name": "b"',
        '    }',
        '  ]',
        '}',
      ),
    );
    assert.equal(
      withInput(lines('{', '  "inputs": [{', '    "name": "a"', '  }]', '}'), { name: 'b' }),
      lines('{', '  "inputs": [{', '    "name": "a"', '  }, {', '    "name": "b"', '  }]', '}'),
    );
    assert.equal(
      withInput('{"inputs": [{"name": "a"}]}', { name: 'b' }),
      '{"inputs": [{"name": "a"}, { "name": "b" }]}',
    );
  });

  it('opens an empty list: for objects on lines of their own, for scalars on the same line', () => {
    assert.equal(
      withInput('{\n  "inputs": []\n}', { name: 'b' }),
      lines('{', '  "inputs": [', '    {', '      "name": "b"', '    }', '  ]', '}'),
    );
    assert.equal(withInput('{\n  "inputs": []\n}', 1), '{\n  "inputs": [1]\n}');
  });
});

describe('Appending to the list of a property', () => {
  const appended = (text: string) => {
    const document = createCommandDocument(text, 'create');
    const edit = appendToList(document, document.root as ObjectNode, 'inputs', { name: 'b' });
    return edit && apply(text, edit);
  };

  it('makes the list where it is missing', () => {
    assert.equal(
      appended('{\n  "name": "a"\n}'),
      lines('{', '  "name": "a",', '  "inputs": [', '    {', '      "name": "b"', '    }', '  ]', '}'),
    );
  });

  it('adds to the list that is there', () => {
    assert.equal(appended('{"inputs": [1]}'), '{"inputs": [1, { "name": "b" }]}');
  });

  it('leaves alone what is no list', () => {
    assert.equal(appended('{"inputs": {}}'), undefined);
  });
});
