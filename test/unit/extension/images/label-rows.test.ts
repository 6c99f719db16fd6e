import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Image } from '../../../../src/docker';
import { childrenOf } from '../../../../src/extension/images/label-rows';
import type { RowContent, RowSpec } from '../../../../src/extension/images/row';
import { labelledCommand, labelOfCommands } from '../../../support/many-images';
import { localHost } from '../../../support/docker-hosts';

function imageWith(labels: Readonly<Record<string, string>>): RowContent & { readonly kind: 'image' } {
  const image: Image = { id: 'sha256:1', tags: ['lab/a:1'], labels, size: 1, created: new Date(0) };
  return { kind: 'image', host: localHost, image, name: 'lab/a:1', title: 'lab/a:1', reading: undefined };
}

/** All rows below, as a person would open them. */
function outline(id: string, content: RowContent, indent = ''): string[] {
  return childrenOf(id, content).flatMap((row: RowSpec) => [
    `${indent}${textOf(row.content)}`,
    ...outline(row.id, row.content, `${indent}  `),
  ]);
}

function textOf(content: RowContent): string {
  switch (content.kind) {
    case 'command':
      return `Command ${content.labelled.command.name ?? ''}`;
    case 'wrapper':
      return `wrapper ${content.wrapper.name}`;
    case 'part':
      return `${content.part.is} ${content.part.name}: ${content.part.description}`;
    case 'label':
      return `${content.key}=${content.value}`;
    default:
      return content.kind;
  }
}

describe('What is in an image', () => {
  it('are its Commands with their wrappers and parts, and its other labels', () => {
    const labels = { ...labelOfCommands(labelledCommand('segment')), b: '2', a: '1' };
    deepEqual(outline('image', imageWith(labels)), [
      'Command segment',
      '  wrapper segment-scan',
      '    external input scan: Scan · required',
      '    derived input dicom: Resource of scan · required · files for mount in',
      '    output handler keep: masks → Resource MASKS of scan',
      '  input threads: number · default 4',
      '  output masks: out/masks · required',
      '  secret lab.token: as LAB_TOKEN',
      'labels',
      '  a=1',
      '  b=2',
    ]);
  });

  it('is a broken label, with its fault', () => {
    const [row] = childrenOf('image', imageWith({ 'org.nrg.commands': '{}' }));
    ok(row?.content.kind === 'broken-label');
    equal(row.content.fault.line, 1);
  });

  it('never shows the default of a sensitive input', () => {
    const command = { name: 'a', inputs: [{ name: 'pin', sensitive: true, 'default-value': '1234' }] };
    ok(
      !outline('image', imageWith(labelOfCommands(command)))
        .join()
        .includes('1234'),
    );
  });

  it('has rows with ids of their own', () => {
    const ids = (id: string, content: RowContent): string[] =>
      childrenOf(id, content).flatMap((row) => [row.id, ...ids(row.id, row.content)]);
    const labels = { ...labelOfCommands(labelledCommand('a'), labelledCommand('a')), x: '' };
    const all = ids('image', imageWith(labels));
    equal(new Set(all).size, all.length);
  });
});
