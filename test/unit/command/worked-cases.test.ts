import assert from 'node:assert/strict';
import { reportOn } from '../../../src/command/check-command';
import { createCommandDocument, type CommandMode } from '../../../src/command/document/command-document';
import { RULES } from '../../../src/command/rules/registry';
import { needsSharedData, readShared } from '../../support/shared-data';

/** A small Command, what the server says of it, and which rules must and must not find something in it. */
interface WorkedCase {
  readonly name: string;
  readonly command?: unknown;
  readonly text?: string;
  readonly mode?: CommandMode;
  readonly expect: 'valid' | 'invalid' | 'unparseable';
  readonly http?: number;
  /** All codes of errors, and of the others those that must be among what is found. */
  readonly rules: readonly string[];
  readonly absent?: readonly string[];
}

function check({ text, command, mode = 'create' }: WorkedCase) {
  const source = text ?? (command === undefined ? '' : JSON.stringify(command, undefined, 2));
  return reportOn(createCommandDocument(source, mode));
}

/** Rules that tell of a refusal; a repeated key is one only in some maps. */
function isRefusal(code: string): boolean {
  const rule = (RULES as Readonly<Record<string, { severity: string; when: string } | undefined>>)[code];
  return rule?.severity === 'error' && rule.when === 'create';
}

describe('The worked cases', () => {
  needsSharedData();
  let cases: readonly WorkedCase[] = [];
  before(() => {
    cases = JSON.parse(readShared('cases/validation-worked.json')) as readonly WorkedCase[];
    assert.ok(cases.length > 400);
  });

  it('are refused and taken where the server does so', () => {
    const found = cases.map((worked) => `${worked.name}: ${check(worked).refusedAt ?? 'taken'}`);
    const expected = cases.map(({ name, expect, http }) => {
      if (expect === 'valid') return `${name}: taken`;
      if (expect === 'unparseable') return `${name}: parse`;
      return `${name}: ${http === 500 ? 'exception' : 'validate'}`;
    });
    assert.deepEqual(found, expected);
  });

  it('have the errors of the server, all of them and no others', () => {
    const found = cases.map((worked) => {
      const errors = check(worked).problems.filter(({ severity, when }) => severity === 'error' && when === 'create');
      return `${worked.name}: ${[...new Set(errors.map(({ code }) => code))].sort().join(' ')}`;
    });
    const expected = cases.map(({ name, rules, expect }) => {
      const errors = expect === 'valid' ? [] : rules.filter(isRefusal);
      return `${name}: ${[...errors].sort().join(' ')}`;
    });
    assert.deepEqual(found, expected);
  });

  it('have what is to be found beyond the server, and nothing that must not be', () => {
    const differing = cases.flatMap((worked) => {
      const codes = new Set(check(worked).problems.map(({ code }) => code));
      const missing = worked.rules.filter((code) => !codes.has(code));
      const wrong = (worked.absent ?? []).filter((code) => codes.has(code));
      return missing.length + wrong.length === 0
        ? []
        : [`${worked.name}: without ${missing.join(' ')}; with ${wrong.join(' ')}`];
    });
    assert.deepEqual(differing, []);
  });

  it('hold one full example without an error or a warning', () => {
    const example = cases.find(({ name }) => name === 'full-example');
    assert.ok(example);
    const serious = check(example).problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
    assert.deepEqual(serious, []);
  });
});
