import { deepEqual, equal, notEqual } from 'node:assert/strict';
import type { RowSpec } from '../../../../src/extension/images/row';
import { type Changes, RowTree } from '../../../../src/extension/images/row-tree';

/** A row whose text is `version`; with children where they are given. */
const spec = (id: string, version = '', children?: readonly RowSpec[]): RowSpec => ({
  id,
  version,
  content: { kind: 'label', key: id, value: version },
  ...(children !== undefined && { children }),
});

const ids = (changes: Changes) => (changes === 'all' ? 'all' : changes.map(({ id }) => id));

describe('The rows of a view', () => {
  const below = (version: string) => [spec('host/a', version), spec('host/b', version)];

  it('stay the same objects over a refresh that changes nothing', () => {
    const tree = new RowTree(() => []);
    equal(tree.update([spec('host', '', below('1'))]), 'all');
    const [host] = tree.roots;
    deepEqual(ids(tree.update([spec('host', '', below('1'))])), []);
    equal(tree.roots[0], host);
  });

  it('are drawn again one by one when they change', () => {
    const tree = new RowTree(() => []);
    tree.update([spec('host', '', below('1'))]);
    const row = tree.row('host/b');
    deepEqual(ids(tree.update([spec('host', '', [spec('host/a', '1'), spec('host/b', '2')])])), ['host/b']);
    equal(tree.row('host/b'), row);
    deepEqual(row?.content, { kind: 'label', key: 'host/b', value: '2' });
  });

  it('are drawn again by their parent when one comes, goes or moves, and by nothing above it', () => {
    const tree = new RowTree(() => []);
    const group = (children: readonly RowSpec[]) => [spec('host', '', [spec('group', '', children), spec('other')])];
    tree.update(group([spec('a'), spec('b')]));
    deepEqual(ids(tree.update(group([spec('a'), spec('b'), spec('c')]))), ['group']);
    deepEqual(ids(tree.update(group([spec('c'), spec('b'), spec('a')]))), ['group']);
    deepEqual(ids(tree.update(group([spec('a')]))), ['group']);
    equal(tree.row('c'), undefined);
  });

  it('are all drawn again when a root comes or goes', () => {
    const tree = new RowTree(() => []);
    tree.update([spec('one')]);
    equal(tree.update([spec('one'), spec('two')]), 'all');
    equal(tree.update([spec('two')]), 'all');
  });

  it('have their children made when they are opened, once, and kept', () => {
    let made = 0;
    const tree = new RowTree(({ id }) => {
      made++;
      return [spec(`${id}/child`)];
    });
    tree.update([spec('host', '', [spec('image', '1')])]);
    equal(made, 0);
    const image = tree.row('image');
    const [child] = image === undefined ? [] : tree.children(image);
    equal(child?.id, 'image/child');
    equal(child.parent, image);
    tree.update([spec('host', '', [spec('image', '1')])]);
    equal(image && tree.children(image)[0], child);
    equal(made, 1);
    deepEqual(ids(tree.update([spec('host', '', [spec('image', '2')])])), ['image']);
    equal(image && tree.children(image)[0], child, 'what is open below stays');
  });

  it('give nothing for a row that has gone', () => {
    const tree = new RowTree(() => []);
    tree.update([spec('host', '', [spec('a')])]);
    const [before] = tree.roots;
    tree.update([]);
    deepEqual(before && tree.children(before), []);
    tree.update([spec('host', '', [spec('a')])]);
    notEqual(tree.roots[0], before);
  });

  it('are made anew where an id has moved below another row', () => {
    const tree = new RowTree(() => []);
    tree.update([spec('one', '', [spec('a')]), spec('two', '', [])]);
    tree.update([spec('one', '', []), spec('two', '', [spec('a')])]);
    equal(tree.row('a')?.parent?.id, 'two');
  });
});
