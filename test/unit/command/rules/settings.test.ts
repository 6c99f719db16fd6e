import assert from 'node:assert/strict';
import { createProblem } from '../../../../src/command/rules/create-problem';
import { applyRuleSettings, readRuleSettings } from '../../../../src/command/rules/settings';

const place = { pointer: '/secrets/1', span: { start: 4, end: 9 } };

describe('rule settings', () => {
  it('turn rules up, down and off', () => {
    const problems = [
      createProblem('mount-unused', place, 'Nothing uses this mount.'),
      createProblem('input-unused', place, 'Nothing uses this input.'),
      createProblem('image-blank', place, 'No image.'),
    ];
    const { settings, complaints } = readRuleSettings({ 'mount-unused': 'off', 'input-unused': 'warning' });
    assert.deepEqual(complaints, []);
    assert.deepEqual(
      applyRuleSettings(problems, settings).map(({ code, severity, when }) => [code, severity, when]),
      [
        ['input-unused', 'warning', 'advice'],
        ['image-blank', 'error', 'create'],
      ],
    );
  });

  it('complain about what they do not know', () => {
    const { settings, complaints } = readRuleSettings({ 'no-such-rule': 'off', 'mount-unused': 'loud' });
    assert.equal(settings.size, 0);
    assert.equal(complaints.length, 2);
    assert.match(complaints[0]!, /no-such-rule/);
    assert.match(complaints[1]!, /"mount-unused" can be set to error, warning/);
  });

  it('complain about anything but an object', () => {
    for (const value of [[], 'off', null, 3]) assert.equal(readRuleSettings(value).complaints.length, 1);
    assert.deepEqual(readRuleSettings(undefined).complaints, []);
  });
});

describe('a problem', () => {
  it('takes severity and time from its rule, or a severity of its own', () => {
    const problem = createProblem('secret-env-name-invalid', place, 'Strip the $.', { severity: 'error' });
    assert.deepEqual(problem, {
      code: 'secret-env-name-invalid',
      severity: 'error',
      when: 'launch',
      message: 'Strip the $.',
      pointer: '/secrets/1',
      span: { start: 4, end: 9 },
      related: [],
      unnecessary: false,
    });
    assert.equal(createProblem('secret-env-name-invalid', place, '').severity, 'warning');
  });
});
