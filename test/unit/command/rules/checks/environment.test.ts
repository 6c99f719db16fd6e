import assert from 'node:assert/strict';
import { commandWith, expectNone, expectProblems, fixedTexts } from '../../../../support/problems';

const variables = (entries: string): string => commandWith(`"environment-variables": {${entries}}`);

describe('environment variables', () => {
  it('with a $ in front of the name are an error, and the fix strips it', () => {
    expectProblems('env-name-invalid', variables('«"$TOKEN"»: "x", "B": "$TOKEN"'), { severity: 'error' });
    assert.deepEqual(fixedTexts('env-name-invalid', variables('"$TOKEN": "x"')), {
      'Remove the "$"': variables('"TOKEN": "x"'),
      'Delete "$TOKEN"': commandWith('"environment-variables": {}'),
    });
    assert.ok('Rename to "A_2"' in fixedTexts('env-name-invalid', variables('"A": "x", "$A": "y"')));
  });

  it('have names that Docker can read', () => {
    expectProblems('env-name-invalid', variables('«""»: "x", «"A=B"»: "x", «"A B"»: "x", "A.B-C": "x"'), {
      severity: 'warning',
    });
  });

  it('may take their names from inputs', () => {
    const inputs = '"inputs": [{"name": "i", "replacement-key": "$ I"}], ';
    expectNone('env-name-invalid', commandWith(`${inputs}"environment-variables": {"$ I": "x", "A_$ I": "y"}`));
    expectProblems('env-name-invalid', commandWith(`${inputs}"environment-variables": {«"$$ I"»: "x"}`));
  });

  it('are not those that the service sets', () => {
    expectProblems('env-reserved-name', variables('«"XNAT_HOST"»: "x", "XNAT_HOME": "x", «"XNAT_EVENT_ID"»: "x"'));
    assert.deepEqual(fixedTexts('env-reserved-name', variables('"A": "x", "XNAT_HOST": "x"')), {
      'Delete "XNAT_HOST"': variables('"A": "x"'),
    });
  });
});

describe('ports', () => {
  it('are numbers from 1 to 65535', () => {
    expectProblems(
      'port-invalid',
      commandWith('"ports": {«"http"»: "80", "80": «"0"», "81": «""», "82": «70000», "83": "8083", "84": 8084}'),
    );
  });

  it('may come from inputs', () => {
    expectNone('port-invalid', commandWith('"inputs": [{"name": "p"}], "ports": {"80": "#p#", "#p#": "81"}'));
  });
});
