import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { placesIn } from '../../../../src/command/document/describe-place';

describe('placesIn', () => {
  const text = '{"name": "c",\n  "inputs": [\n    {"type": "string", "name": "a"}\n  ]\n}';
  const placeOf = placesIn(createCommandDocument(text, 'create'), 'c.json');

  it('says where a value is, and where an object with a name is', () => {
    assert.equal(placeOf('/inputs/0/type'), 'c.json:3:14');
    assert.equal(placeOf('/inputs/0'), 'c.json:3:32');
  });

  it('says where the object around is that lacks something', () => {
    assert.equal(placeOf('/inputs/0/matcher'), 'c.json:3:32');
    assert.equal(placeOf('/mounts/0/path'), 'c.json:1:10');
  });

  it('names the file where it is about all of it, or nothing is in it', () => {
    assert.equal(placeOf(''), 'c.json');
    assert.equal(placesIn(createCommandDocument('', 'create'), 'e.json')('/inputs/0'), 'e.json');
  });
});
