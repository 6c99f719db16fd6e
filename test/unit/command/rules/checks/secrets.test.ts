import assert from 'node:assert/strict';
import { commandWith, expectNone, expectProblems, fixedTexts } from '../../../../support/problems';

const source = '"source": {"type": "system-property", "identifier": "site.token"}';
const secret = (identifier: string): string =>
  `{${source}, "destination": {"type": "environment-variable", "identifier": ${identifier}}}`;
const secrets = (...identifiers: string[]): string => commandWith(`"secrets": [${identifiers.map(secret).join(', ')}]`);

describe('secrets', () => {
  it('that go to one variable are an error at the second', () => {
    const [problem] = expectProblems('secret-destination-duplicate', secrets('"TOKEN"', '"OTHER"', '«"TOKEN"»'), {
      severity: 'error',
    });
    assert.equal(problem?.when, 'launch');
    assert.equal(problem.pointer, '/secrets/2/destination/identifier');
    const [first] = problem.related;
    assert.equal(first?.span.start, secrets('"TOKEN"', '"OTHER"', '"TOKEN"').indexOf('"TOKEN"'));
    expectNone('secret-destination-duplicate', secrets('"TOKEN"', '"token"'));
  });

  it('that go to one variable can be renamed or removed', () => {
    assert.deepEqual(fixedTexts('secret-destination-duplicate', secrets('"TOKEN"', '"TOKEN"')), {
      'Rename the variable to "TOKEN_SECRET"': secrets('"TOKEN"', '"TOKEN_SECRET"'),
      'Remove this secret': secrets('"TOKEN"'),
    });
  });

  it('with a $ in front of the name are an error, and the fix strips it', () => {
    expectProblems('secret-env-name-invalid', secrets('«"$TOKEN"»'), { severity: 'error' });
    assert.deepEqual(fixedTexts('secret-env-name-invalid', secrets('"$TOKEN"')), {
      'Remove the "$"': secrets('"TOKEN"'),
    });
    assert.deepEqual(Object.values(fixedTexts('secret-env-name-invalid', secrets('"${TOKEN}"'))), [secrets('"TOKEN"')]);
    assert.deepEqual(fixedTexts('secret-env-name-invalid', secrets('"$A"', '"A"')), {
      'Rename to "A_2"': secrets('"A_2"', '"A"'),
    });
  });

  it('with a name no shell can read are a warning', () => {
    expectProblems('secret-env-name-invalid', secrets('«"MY-TOKEN"»', '«"1ST"»', '"_ok1"'), { severity: 'warning' });
    assert.deepEqual(Object.values(fixedTexts('secret-env-name-invalid', secrets('"MY-TOKEN"'))), [
      secrets('"MY_TOKEN"'),
    ]);
  });

  it('called XNAT_HOME are warned about as the documentation has it', () => {
    const [problem] = expectProblems('secret-env-documented-reserved', secrets('«"XNAT_HOME"»'), {
      severity: 'warning',
    });
    assert.match(problem?.message ?? '', /documentation calls "XNAT_HOME" reserved, but the service does not check it/);
  });

  it('that replace a variable of the service are a warning', () => {
    expectProblems('secret-overrides-default-env', secrets('«"XNAT_WORKFLOW_ID"»', '«"XNAT_EVENT_ID"»'));
  });

  it('need a name and a source', () => {
    expectProblems('secret-identifier-blank', secrets('«" "»'));
    expectProblems(
      'secret-identifier-blank',
      commandWith(
        `"secrets": [{"source": «{»"type": "system-property"}, "destination": {"type": "environment-variable", "identifier": "TOKEN"}}]`,
      ),
    );
    const bare = '{"destination": {"type": "environment-variable", "identifier": "TOKEN"}}';
    expectProblems('secret-source-missing', commandWith(`"secrets": [«{»${bare.slice(1)}]`));
    assert.deepEqual(Object.keys(fixedTexts('secret-source-missing', commandWith(`"secrets": [${bare}]`))), [
      'Add a source',
      'Remove this secret',
    ]);
    expectNone('secret-source-missing', commandWith(`"secrets": [{"source": "x", ${bare.slice(1)}]`));
  });

  it('that an input value names stop every launch', () => {
    const inputs =
      '"inputs": [{"name": "i", "default-value": «"my TOKEN_A"», "type": "select-one", "select-values": [«"TOKEN_A"», "b"]}]';
    expectProblems('secret-name-in-input', commandWith(`${inputs}, "secrets": [${secret('"TOKEN"')}]`));
    expectNone(
      'secret-name-in-input',
      commandWith(`"inputs": [{"name": "i", "default-value": "token"}], "secrets": [${secret('"TOKEN"')}]`),
    );
  });

  it('with a short name easily meet that', () => {
    expectProblems('secret-name-short', secrets('«"KEY"»', '"KEYS"'));
  });

  it('win over variables whose name is a template', () => {
    const templated = `"inputs": [{"name": "i"}], "environment-variables": {«"V_#i#"»: "1", "PLAIN": "#i#"}`;
    expectProblems('secret-env-template-name', commandWith(`${templated}, "secrets": [${secret('"TOKEN"')}]`));
    expectNone(
      'secret-env-template-name',
      commandWith('"inputs": [{"name": "i"}], "environment-variables": {"#i#": "1"}'),
    );
  });

  it('on setup Commands are left to the server', () => {
    for (const code of ['secret-env-name-invalid', 'secret-destination-duplicate']) {
      expectNone(code, secrets('"$T"', '"$T"').replace('{', '{"type": "docker-setup", '));
    }
  });
});
