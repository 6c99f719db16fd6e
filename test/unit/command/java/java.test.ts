import assert from 'node:assert/strict';
import { inHashOrder } from '../../../../src/command/java/hash-order';
import { split, trim } from '../../../../src/command/java/text';

describe('Java behaviour', () => {
  it('reads hash sets back in the order of Java', () => {
    const types = ['string', 'boolean', 'number', 'Directory', 'File[]', 'File', 'file', 'Project', 'ProjectAsset'];
    types.push('Subject', 'SubjectAssessor', 'Session', 'Scan', 'Assessor', 'Resource', 'Config');
    assert.deepEqual(
      inHashOrder(types).join(', '),
      'string, SubjectAssessor, Config, Resource, Subject, number, Project, ProjectAsset, boolean, File[], file, Scan, ' +
        'Assessor, File, Directory, Session',
    );
    assert.deepEqual(inHashOrder(['b', 'a', 'b']), ['a', 'b']);
  });

  it('trims control characters and spaces, and no other white space', () => {
    assert.equal(trim(' \u0000\t x \u00a0\n'), 'x \u00a0');
    assert.equal(trim(' '), '');
  });

  it('splits without empty parts at the end', () => {
    assert.deepEqual(split('1:2:', ':'), ['1', '2']);
    assert.deepEqual(split(':', ':'), []);
    assert.deepEqual(split(':1', ':'), ['', '1']);
    assert.deepEqual(split('', ':'), ['']);
  });
});
