import { equal } from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { checkSource, type CheckedCommand } from '../../../src/cli/checked-command';
import { createCommandDocument } from '../../../src/command/document/command-document';

describe('A checked Command', () => {
  it('does not keep the parsed tree alive', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { checked, tree } = check();
    await new Promise((done) => setImmediate(done));
    collect();
    equal(tree.deref(), undefined);
    equal(checked.problems[0]?.line, ' "name": ""');
  });
});

function check(): { readonly checked: CheckedCommand; readonly tree: WeakRef<object> } {
  const document = createCommandDocument('{\n "name": ""\n}', 'create');
  const checked = checkSource('a', document, {});
  return { checked, tree: new WeakRef(document) };
}
