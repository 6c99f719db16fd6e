import assert from 'node:assert/strict';
import { needsSharedData, listShared, readShared } from '../../../support/shared-data';
import { checkText } from '../../../support/problems';

/**
 * Errors and warnings on 228 Commands from public repositories, by code. Each was read and judged: the author would agree.
 * A change of these numbers is to be read again.
 */
const JUDGED = {
  'command-input-type-unknown': 10,
  'contexts-empty': 48,
  'deprecated-as-a-child-of-wrapper-input': 82,
  'derived-from-blank': 1,
  'derived-from-unknown': 3,
  'derived-type-incompatible': 1,
  'handler-target-blank': 1,
  'handler-target-multiple': 1,
  'handler-target-not-uri': 1,
  'image-blank': 15,
  'input-name-chars': 10,
  'json-syntax': 11,
  'matcher-or-precedence': 4,
  'matcher-syntax': 1,
  'multiple-needs-value-target': 1,
  'multiple-provides-files': 1,
  'no-external-input': 1,
  'optional-input-provides-files': 3,
  'output-glob-ignored': 4,
  'output-mount-unknown': 1,
  'output-not-handled': 1,
  'plain-credential': 3,
  'provides-files-duplicate': 1,
  'provides-files-unknown-mount': 3,
  'provides-value-duplicate': 9,
  'provides-value-unknown-input': 9,
  'required-child-of-optional-parent': 1,
  'select-values-missing': 1,
  'select-values-not-select': 1,
  'setup-wrapup-property-ignored': 2,
  'shell-syntax-without-shell': 7,
  'template-unknown-key': 8,
  'template-wrapper-key-in-command-line': 1,
  'unknown-property': 66,
  'unmountable-type': 5,
  'wrapper-input-feeds-select': 2,
  'wrapper-input-name-chars': 8,
  'wrapper-input-name-duplicate': 1,
  'wrapper-input-type-unknown': 1,
  'wrong-type': 2,
} as const;

describe('the public Commands', () => {
  needsSharedData();

  it('get the errors and warnings that were judged right, and no others', () => {
    const counts: Record<string, number> = {};
    const files = listShared('corpus/commands');
    for (const file of files) {
      const text = readShared(`corpus/commands/${file}`);
      for (const { code, severity } of checkText(text, text.trimStart().startsWith('[') ? 'label' : 'create')) {
        if (severity === 'error' || severity === 'warning') counts[code] = (counts[code] ?? 0) + 1;
      }
    }
    assert.equal(files.length, 228);
    assert.deepEqual(counts, JUDGED);
  });
});
