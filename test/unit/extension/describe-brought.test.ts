import { equal, match } from 'node:assert/strict';
import { describeBrought } from '../../../src/extension/image-hosts/describe-brought';

const good = { name: 'tool', type: 'docker', version: '1', 'command-line': 'tool' };
const bad = { ...good, name: '' };
const said = (label?: unknown) =>
  describeBrought('lab/tool:1.0', typeof label === 'string' || label === undefined ? label : JSON.stringify(label));

describe('what a pulled image brings', () => {
  it('is told as XNAT’s own pull would take it', () => {
    equal(said([good]), 'lab/tool:1.0 is here. XNAT takes one Command from it: tool.');
    equal(
      said([good, { ...good, name: 'other' }]),
      'lab/tool:1.0 is here. XNAT takes 2 Commands from it: tool, other.',
    );
    match(said([good, bad]), /takes one Command from it: tool\. XNAT would skip a Command without a name: /);
    match(said([bad]), /^lab\/tool:1\.0 is here\. XNAT would skip/);
  });

  it('may be nothing', () => {
    equal(said(), 'lab/tool:1.0 is here. It brings no Commands.');
    equal(said([]), 'lab/tool:1.0 is here. Its list of Commands is empty.');
    match(said('[{]'), /^lab\/tool:1\.0 is here\. XNAT takes none of its Commands: /);
    match(said({ name: 'tool' }), /takes none of its Commands/);
  });
});
