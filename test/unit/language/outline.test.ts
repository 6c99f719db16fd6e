import assert from 'node:assert/strict';
import { createCommandDocument, type CommandMode } from '../../../src/command/document/command-document';
import { outline, type OutlineItem } from '../../../src/language/outline';

/** The outline as indented lines: kind, name and, in brackets, what is shown beside it. */
function draw(text: string, mode: CommandMode = 'create'): readonly string[] {
  const line = ({ kind, name, detail, children }: OutlineItem): readonly string[] => [
    `${kind} ${name} [${detail}]`,
    ...children.flatMap(line).map((child) => `  ${child}`),
  ];
  return outline(createCommandDocument(text, mode)).flatMap(line);
}

const COMMAND = `{
  "name": "dcm2niix", "image": "xnat/dcm2niix:1", "command-line": "dcm2niix #x#",
  "mounts": [{"name": "in", "path": "/input"}, {"path": "/x"}],
  "environment-variables": {"PASSWORD": "hidden"},
  "inputs": [{"name": "x"}, {"name": "y", "type": "boolean"}],
  "outputs": [{"name": "nifti", "mount": "out", "path": "a"}, {"name": "log", "mount": "out"}],
  "secrets": [{"source": {"identifier": "my.token"}, "destination": {"identifier": "TOKEN"}}],
  "xnat": [{
    "name": "on-scan", "contexts": ["xnat:imageScanData", "xnat:mrScanData"],
    "external-inputs": [{"name": "scan", "type": "Scan"}],
    "derived-inputs": [{"name": "dicom", "type": "Resource", "derived-from-wrapper-input": "scan"}, {"name": "d"}],
    "output-handlers": [{"name": "h", "accepts-command-output": "nifti", "as-a-child-of": "scan"}]
  }]
}`;

const DRAWN = [
  'command-line command-line [dcm2niix #x#]',
  'group mounts [2]',
  '  mount in [/input]',
  '  mount (no name) [/x]',
  'group environment-variables [1]',
  '  environment-variable PASSWORD []',
  'group inputs [2]',
  '  command-input x [string]',
  '  command-input y [boolean]',
  'group outputs [2]',
  '  output nifti [a in out]',
  '  output log [in out]',
  'group secrets [1]',
  '  secret TOKEN [from my.token]',
  'group xnat [1]',
  '  wrapper on-scan [xnat:imageScanData, xnat:mrScanData]',
  '    group external-inputs [1]',
  '      external-input scan [Scan]',
  '    group derived-inputs [2]',
  '      derived-input dicom [Resource from scan]',
  '      derived-input d [string]',
  '    group output-handlers [1]',
  '      output-handler h [nifti to scan]',
];

describe('The outline', () => {
  it('shows the parts of a Command', () => assert.deepEqual(draw(COMMAND), DRAWN));

  it('shows the Commands of a label', () => {
    assert.deepEqual(draw(`[${COMMAND}, {}]`, 'label'), [
      'command dcm2niix [xnat/dcm2niix:1]',
      ...DRAWN.map((line) => `  ${line}`),
      'command (no name) []',
    ]);
  });

  it('shows what there is of a half-typed Command', () => {
    assert.deepEqual(draw('{"inputs": [{"name": "a"}, {"name": '), [
      'group inputs [2]',
      '  command-input a [string]',
      '  command-input (no name) [string]',
    ]);
    assert.deepEqual(draw('{"inputs": [1, "a"], "xnat": {}, "command-line": '), [
      'group inputs [0]',
      'command-line command-line []',
    ]);
    assert.deepEqual(draw(''), []);
    assert.deepEqual(draw('{}', 'label'), []);
  });

  it('selects the name of an entry, within the entry', () => {
    const [mounts] = outline(createCommandDocument(COMMAND, 'create')).filter(({ name }) => name === 'mounts');
    const [named, unnamed] = mounts!.children;
    assert.equal(COMMAND.slice(named!.selection.start, named!.selection.end), '"in"');
    assert.equal(COMMAND.slice(named!.span.start, named!.span.end), '{"name": "in", "path": "/input"}');
    assert.equal(COMMAND.slice(unnamed!.selection.start, unnamed!.selection.end), '{');
  });
});
