import assert from 'node:assert/strict';
import { readXnatObjectText } from '../../../src/resolution/xnat-object';

describe('readXnatObjectText', () => {
  const scan = (properties: string) => readXnatObjectText(`{"type":"Scan",${properties}}`, 'Scan');

  it('takes numbers and booleans for text to the letter', () => {
    assert.equal(scan('"id":1.50')?.id, '1.50');
    assert.equal(scan('"id":1e3')?.id, '1e3');
    assert.equal(scan('"id":12345678901234567890')?.id, '12345678901234567890');
    assert.equal(scan('"note":true')?.note, 'true');
  });

  it('takes whole numbers, cuts a fraction off, and takes empty text for none', () => {
    assert.equal(scan('"frames":176.9')?.frames, 176);
    assert.equal(scan('"frames":" 5 "')?.frames, 5);
    assert.equal(scan('"frames":-2147483648')?.frames, -2147483648);
    for (const none of ['""', '" "', '"null"', 'null']) assert.deepEqual(scan(`"frames":${none}`), { type: 'Scan' });
  });

  it('keeps nulls in lists of texts and leaves out those in lists of objects', () => {
    const project = readXnatObjectText('{"type":"Project","aliases":["a",null]}', 'Project');
    assert.deepEqual(project?.aliases, ['a', null]);
    assert.deepEqual(scan('"resources":[null,{"type":"Resource"}]')?.resources, [{ type: 'Resource' }]);
  });

  it('refuses values of another kind, at any depth, and what is of another type', () => {
    for (const wrong of ['"frames":"1.5"', '"frames":true', '"frames":"x"', '"id":[]', '"id":{}', '"resources":{}']) {
      assert.equal(scan(wrong), undefined, wrong);
    }
    assert.equal(scan('"resources":[{"type":"Resource","files":[{"type":"Scan"}]}]'), undefined);
    for (const large of ['2147483648', '"2147483648"', '2147483647.5', '1e10', '-2147483649']) {
      assert.equal(scan(`"frames":${large}`), undefined, large);
    }
    const file = readXnatObjectText('{"type":"File","size":10000000000}', 'File');
    assert.equal(file?.size, 10000000000);
    assert.equal(scan('"resources":[{"label":"no type"}]'), undefined);
    assert.equal(readXnatObjectText('{"id":"1"}', 'Scan'), undefined);
    assert.equal(readXnatObjectText('{"type":"Scan"', 'Scan'), undefined);
    assert.equal(scan(`"x":${'['.repeat(3000)}${']'.repeat(3000)}`), undefined);
  });
});
