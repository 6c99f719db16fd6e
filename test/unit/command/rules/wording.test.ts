import assert from 'node:assert/strict';
import { checkText, commandWith } from '../../../support/problems';

describe('The wording of a problem', () => {
  it('has the article that a type wants', () => {
    const text = commandWith(
      '"xnat": [{"name": "w", "contexts": ["xnat:projectData"], "external-inputs": [{"name": "p", "type": "Project"}], ' +
        '"derived-inputs": [{"name": "a", "type": "Assessor", "derived-from-wrapper-input": "p"}]}]',
    );
    const problem = checkText(text).find(({ code }) => code === 'derived-type-incompatible');
    assert.match(
      problem?.message ?? '',
      /cannot derive an Assessor from a Project: .* An Assessor comes from a Session\.$/,
    );
  });
});
