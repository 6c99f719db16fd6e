import assert from 'node:assert/strict';
import { commandsOf, createCommandDocument } from '../../../../src/command/document/command-document';
import { offsetAt, positionAt } from '../../../../src/command/document/line-index';
import { headOf, nodeAt, nodeAtPointer, pointerOf, valueOf } from '../../../../src/command/document/navigation';

describe('CommandDocument', () => {
  it('counts lines as editors do, whatever ends them', () => {
    const { text, lines } = createCommandDocument('a\r\nb\rc\n😀d', 'create');
    assert.deepEqual(lines, [0, 3, 5, 7]);
    for (let offset = 0; offset <= text.length; offset++) {
      // Inside CR LF there is no place of its own: it is the end of the line.
      if (offset !== 2) assert.equal(offsetAt(text, lines, positionAt(lines, offset)), offset);
    }
    assert.deepEqual(positionAt(lines, 9), { line: 3, character: 2 });
    assert.equal(offsetAt(text, lines, { line: 0, character: 99 }), 1);
    assert.equal(offsetAt(text, lines, { line: 99, character: 0 }), text.length);
    assert.equal(offsetAt(text, lines, { line: -1, character: 5 }), 0);
  });

  it('finds the innermost node at an offset and says which property it belongs to', () => {
    const text = '{"inputs": [{"name": "a"}, "b"]}';
    const { root } = createCommandDocument(text, 'create');
    const at = (needle: string) => nodeAt(root, text.indexOf(needle) + 1);
    assert.equal(at('"inputs"')?.part, 'key');
    assert.equal(at('"a"')?.property?.key.value, 'name');
    assert.equal(at('"a"')?.part, 'value');
    assert.equal(pointerOf(at('"b"')!.node), '/inputs/1');
    assert.equal(nodeAt(root, text.indexOf('"a"') + 3)?.node.kind, 'string');
    assert.equal(nodeAt(root, text.length)?.node, root);
    assert.equal(nodeAt(root, text.length + 1), undefined);
  });

  it('goes from pointers to nodes and back, escapes included', () => {
    const { root } = createCommandDocument('{"a/b": {"~": [0, {"": 1}]}}', 'create');
    for (const pointer of ['', '/a~1b', '/a~1b/~0', '/a~1b/~0/1', '/a~1b/~0/1/']) {
      const node = nodeAtPointer(root, pointer);
      assert.ok(node, pointer);
      assert.equal(pointerOf(node), pointer);
    }
    for (const pointer of ['a', '/x', '/a~1b/~0/2', '/a~1b/~0/01', '/a~1b/~0/1//x']) {
      assert.equal(nodeAtPointer(root, pointer), undefined, pointer);
    }
  });

  it('takes the last of equal keys', () => {
    const { root } = createCommandDocument('{"name": "a", "name": "b"}', 'create');
    const value = valueOf(root, 'name');
    assert.equal(value?.kind === 'string' && value.value, 'b');
  });

  it('takes the last of equal keys in an object of very many, too', () => {
    const many = Array.from({ length: 300 }, (_, i) => `"k${i}": ${i}`).join();
    const { root } = createCommandDocument(`{"a": 1, "toString": 2, ${many}, "a": 3}`, 'create');
    const numbers = ['a', 'toString', 'k299', 'valueOf'].map((key) => valueOf(root, key));
    assert.deepEqual(
      numbers.map((node) => (node?.kind === 'number' ? node.raw : node)),
      ['3', '2', '299', undefined],
    );
  });

  it('marks what an object lacks at its name, or at its brace', () => {
    const text = '[{"name": "n"}, {"x": 1}, {"name": []}, 7]';
    const { root } = createCommandDocument(text, 'label');
    const heads = root?.kind === 'array' ? root.items.map(headOf) : [];
    assert.deepEqual(
      heads.map((span) => text.slice(span.start, span.end)),
      ['"n"', '{', '{', '7'],
    );
  });

  it('tells the Commands of a label from the Command of a body', () => {
    const label = createCommandDocument('[{"name": "a"}, {"name": "b"}]', 'label');
    assert.deepEqual(
      commandsOf(label).map((command) => command.pointer),
      ['/0', '/1'],
    );
    assert.deepEqual(
      commandsOf(createCommandDocument('{}', 'create')).map((command) => command.pointer),
      [''],
    );
    assert.deepEqual(commandsOf(createCommandDocument('{}', 'label')), []);
    assert.deepEqual(commandsOf(createCommandDocument('', 'create')), []);
  });

  it('says whether the tree is what the author wrote', () => {
    assert.equal(createCommandDocument('{"a": 1,}', 'create').tree, 'whole');
    assert.equal(createCommandDocument('{"a": 1', 'create').tree, 'guessed');
  });
});
