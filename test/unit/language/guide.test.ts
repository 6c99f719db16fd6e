import assert from 'node:assert/strict';
import { COMMAND, type ObjectShape, type Property } from '../../../src/command/binding/property-tables';
import {
  COMMAND_INPUT_TYPES,
  COMMAND_TYPES,
  HANDLER_TYPES,
  MULTIPLE_DELIMITERS,
  VISIBILITIES,
} from '../../../src/command/model/vocabulary';
import { WRAPPER_INPUT_TYPES } from '../../../src/command/model/xnat-objects';
import { guideOf, propertiesOf } from '../../../src/language/guide/object-guides';
import { valuesOf } from '../../../src/language/guide/value-guide';

/** The shapes of a Command and of all its parts. */
function* shapesIn(shape: ObjectShape): Iterable<ObjectShape> {
  yield shape;
  for (const property of Object.values<Property>(shape.properties)) {
    if (property.kind === 'objects' || property.kind === 'typed') yield* shapesIn(property.of);
  }
}

describe('The guide for authors', () => {
  for (const shape of shapesIn(COMMAND)) {
    it(`describes what the server binds of a ${shape.name}, and nothing else`, () => {
      const bound = Object.keys(shape.properties).filter((name) => name !== 'ipcMode');
      if (shape.name === 'secret-source' || shape.name === 'secret-destination') bound.push('type');
      assert.deepEqual([...propertiesOf(shape.name)].sort(), bound.sort());
    });
  }

  it('has nothing on properties that objects inherit in JavaScript', () => {
    assert.equal(guideOf('command', 'constructor'), undefined);
    assert.equal(guideOf('free', 'name'), undefined);
  });

  it('explains every value of an enumeration', () => {
    const explained = (...place: Parameters<typeof valuesOf>) =>
      valuesOf(...place)
        .map(({ value }) => value)
        .sort();
    const sorted = (words: readonly string[]) => [...words].sort();
    assert.deepEqual(explained('command', 'type'), sorted(COMMAND_TYPES));
    assert.deepEqual(explained('command', 'visibility'), sorted(VISIBILITIES));
    assert.deepEqual(explained('command-input', 'type'), sorted(COMMAND_INPUT_TYPES));
    assert.deepEqual(explained('command-input', 'multiple-delimiter'), sorted(MULTIPLE_DELIMITERS));
    assert.deepEqual(explained('external-input', 'type'), sorted(WRAPPER_INPUT_TYPES));
    assert.deepEqual(explained('output-handler', 'type'), sorted(HANDLER_TYPES));
    assert.deepEqual(explained('command', 'toString'), []);
  });
});
