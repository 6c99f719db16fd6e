import assert from 'node:assert/strict';
import { LAUNCH_CONTEXTS, launchContextNamed } from '../../../../src/command/model/contexts';
import {
  derivationOf,
  isMountable,
  isWrapperInputType,
  isXnatObjectType,
  objectPropertiesOf,
  typesDerivableFrom,
  WRAPPER_INPUT_TYPES,
} from '../../../../src/command/model/xnat-objects';

describe('The objects of the archive', () => {
  it('lists the members of a type under the property its objects have', () => {
    for (const parent of WRAPPER_INPUT_TYPES) {
      for (const child of typesDerivableFrom(parent)) {
        const derivation = derivationOf(child, parent);
        if (derivation?.how !== 'list') continue;
        const property = objectPropertiesOf(parent).find(({ name }) => name === derivation.list);
        assert.equal(`${property?.of}${child === 'File[]' ? '[]' : ''}`, child, `${child} of ${parent}`);
      }
    }
  });

  it('goes down, up and to properties as the service does', () => {
    assert.deepEqual(derivationOf('Scan', 'Session'), { how: 'list', list: 'scans' });
    assert.deepEqual(derivationOf('Scan', 'Resource'), { how: 'up' });
    assert.deepEqual(derivationOf('string', 'File'), { how: 'property' });
    assert.deepEqual(derivationOf('Directory', 'Resource'), { how: 'directory' });
    assert.equal(derivationOf('Session', 'Project'), undefined);
    assert.equal(derivationOf('Directory', 'Session'), undefined);
    assert.equal(derivationOf('number', 'Scan'), undefined);
    assert.equal(derivationOf('toString', 'Scan'), undefined);
  });

  it('names each property of a type once', () => {
    for (const type of WRAPPER_INPUT_TYPES) {
      const names = objectPropertiesOf(type).map(({ name }) => name);
      assert.deepEqual(names, [...new Set(names)], type);
      assert.equal(names.length > 0, isXnatObjectType(type), type);
    }
    assert.deepEqual(objectPropertiesOf('constructor'), []);
  });

  it('mounts files of all objects but subjects, and of files only derived ones', () => {
    assert.ok(isMountable('Resource', 'external'));
    assert.ok(isMountable('File', 'derived'));
    for (const type of ['Subject', 'Directory', 'File[]', 'string', 'Config', 'file']) {
      assert.ok(!isMountable(type, 'derived'), type);
    }
    assert.ok(!isMountable('File', 'external'));
  });

  it('knows the types by exact case', () => {
    assert.ok(isWrapperInputType('Session'));
    assert.ok(!isWrapperInputType('session'));
    assert.ok(!isWrapperInputType('file'));
  });
});

describe('The contexts a wrapper can be offered in', () => {
  it('each name once, with a type that can be given at launch', () => {
    const names = LAUNCH_CONTEXTS.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    for (const { name, inputType } of LAUNCH_CONTEXTS) {
      assert.equal(inputType === undefined, name === 'site');
      if (inputType !== undefined) assert.ok(isXnatObjectType(inputType));
    }
  });

  it('finds a context by its exact name', () => {
    assert.equal(launchContextNamed('xnat:mrScanData')?.inputType, 'Scan');
    assert.equal(launchContextNamed('xnat:MrScanData'), undefined);
  });
});
