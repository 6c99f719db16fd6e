import { deepEqual, equal } from 'node:assert/strict';
import type { Image } from '../../../../src/docker';
import { arrangeImages, splitName } from '../../../../src/extension/images/arrange-images';
import type { RowSpec } from '../../../../src/extension/images/row';
import { localHost } from '../../../support/docker-hosts';

const image = (id: string, tags: readonly string[], labels: Readonly<Record<string, string>> = {}): Image => ({
  id: `sha256:${id}`,
  tags,
  labels,
  size: 1,
  created: new Date(Number(id) * 1000),
});

const COMMANDS = { 'org.nrg.commands': '[{"name":"segment"}]' };
const IMAGES = [
  image('1', ['lab/b:2', 'lab/b:10']),
  image('2', []),
  image('3', ['lab/c:1', 'other:1'], COMMANDS),
  image('4', ['lab/a:1']),
  image('5', []),
  image('6', ['lab/c:2']),
];

function outline(rows: readonly RowSpec[], indent = ''): string[] {
  return rows.flatMap(({ content, children }) => {
    const title = 'title' in content ? content.title : 'name' in content ? content.name : content.kind;
    return [`${indent}${title ?? ''}`, ...outline(children ?? [], `${indent}  `)];
  });
}

const arrange = (grouping: 'none' | 'repository', filter = '') =>
  arrangeImages(localHost, 'host', IMAGES, { grouping, filter, readingOf: () => undefined });

describe('Images', () => {
  it('stand by their names, those with Commands first, those without a name apart', () => {
    deepEqual(outline(arrange('none').rows), ['lab/c:1', 'lab/a:1', 'lab/b:2', 'lab/c:2', 'dangling', '  5', '  2']);
  });

  it('stand by repository, in each that they have a name in', () => {
    deepEqual(outline(arrange('repository').rows), [
      'lab/c',
      '  2',
      '  1',
      'other',
      '  1',
      'lab/a',
      '  1',
      'lab/b',
      '  2',
      'dangling',
      '  5',
      '  2',
    ]);
  });

  it('are found by words of their names, labels and Commands', () => {
    const found = (filter: string) => outline(arrange('none', filter).rows).join();
    equal(found('SEGMENT'), 'lab/c:1');
    equal(found('lab c'), 'lab/c:1,lab/c:2');
    equal(found(':10'), 'lab/b:2');
    equal(found('sha256:5'), 'dangling,  5');
    equal(arrange('none', 'nothing like it').shown, 0);
    equal(arrange('none', ' ').shown, IMAGES.length);
  });

  it('have rows with ids of their own', () => {
    for (const grouping of ['none', 'repository'] as const) {
      const ids = (rows: readonly RowSpec[]): string[] => rows.flatMap((row) => [row.id, ...ids(row.children ?? [])]);
      const all = ids(arrange(grouping).rows);
      equal(new Set(all).size, all.length);
    }
  });

  it('have names of two halves', () => {
    deepEqual(splitName('lab/tool:1.0'), ['lab/tool', '1.0']);
    deepEqual(splitName('localhost:5000/tool'), ['localhost:5000/tool', 'latest']);
    deepEqual(splitName('localhost:5000/tool:2'), ['localhost:5000/tool', '2']);
  });
});
