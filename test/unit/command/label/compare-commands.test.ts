import { deepEqual } from 'node:assert/strict';
import { bindDocument } from '../../../../src/command/binding/bind-command';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { compareCommands } from '../../../../src/command/label/compare-commands';

const bound = (text: string) => bindDocument(createCommandDocument(text, 'create')).commands[0]!;
const differences = (first: string, second: string) =>
  compareCommands(bound(first), bound(second)).map(({ path, kind, first: a, second: b }) =>
    [path.join(' › '), kind, ...(kind === 'changed' || kind === 'order' ? [a, b] : [])].map(String),
  );

describe('Comparing two Commands', () => {
  it('overlooks layout, dialect, the order of keys, and what the service drops', () => {
    deepEqual(
      differences(
        "{ 'name': 'a', # the name\n 'version': '1', 'nonsense': 3, 'command-metadata': {'b': 1, 'a': [2]} }",
        '{"command-metadata":{"a":[2],"b":1},"version":"1","name":"a"}',
      ),
      [],
    );
  });

  it('overlooks image and hash, which a label does not decide', () => {
    deepEqual(differences('{"name":"a","image":"x:1","hash":"1"}', '{"name":"a"}'), []);
  });

  it('takes a default for what is left out', () => {
    const explicit = `{"name":"a","type":"docker","visibility":"public","override-entrypoint":false,"mounts":[],
      "inputs":[{"name":"n","type":"string","required":false,"replacement-key":"#n#","sensitive":false,
        "multiple-delimiter":"space","command-line-separator":" ","label":null}],
      "xnat":[{"name":"w","external-inputs":[{"name":"e","required":"true","user-settable":true,"load-children":1}],
        "output-handlers":[{"name":"h","type":"Resource","as-a-child-of-wrapper-input":"e"}]}]}`;
    const short = `{"name":"a","inputs":[{"name":"n"}],
      "xnat":[{"name":"w","external-inputs":[{"name":"e"}],"output-handlers":[{"name":"h","as-a-child-of":"e"}]}]}`;
    deepEqual(differences(explicit, short), []);
  });

  it('says what has changed, by name', () => {
    deepEqual(
      differences(
        '{"name":"a","command-line":"x","limit-memory":1,"mounts":[{"name":"out","path":"/a"}],"environment-variables":{"A":"1","B":"2"}}',
        '{"name":"a","command-line":"y","mounts":[{"name":"out","path":"/b"}],"environment-variables":{"B":"3","C":"4"}}',
      ),
      [
        ['command-line', 'changed', 'x', 'y'],
        ['mount out › path', 'changed', '/a', '/b'],
        ['environment-variables › A', 'only-in-first'],
        ['environment-variables › B', 'changed', '2', '3'],
        ['environment-variables › C', 'only-in-second'],
        ['limit-memory', 'changed', '1', 'undefined'],
      ],
    );
  });

  it('finds parts in wrappers', () => {
    const wrapper = (inputs: string) =>
      `{"name":"a","xnat":[{"name":"w","contexts":["b","a"],"derived-inputs":[${inputs}]}]}`;
    deepEqual(
      differences(
        wrapper('{"name":"x","type":"Scan"},{"name":"y"}'),
        wrapper('{"name":"z"},{"name":"x","type":"File"}').replace('"b","a"', '"a","b","a"'),
      ),
      [
        ['wrapper w › derived input x › type', 'changed', 'Scan', 'File'],
        ['wrapper w › derived input y', 'only-in-first'],
        ['wrapper w › derived input z', 'only-in-second'],
      ],
    );
  });

  it('tells another order of the same parts, which decides what XNAT does', () => {
    deepEqual(differences('{"inputs":[{"name":"x"},{"name":"y"}]}', '{"inputs":[{"name":"y"},{"name":"x"}]}'), [
      ['inputs', 'order', '["x","y"]', '["y","x"]'],
    ]);
  });

  it('knows a secret by the variable it becomes', () => {
    const secret = (property: string) =>
      `{"secrets":[{"source":{"type":"system-property","identifier":"${property}"},"destination":{"type":"environment-variable","identifier":"T"}}]}`;
    deepEqual(differences(secret('a'), secret('b')), [['secret T › source › identifier', 'changed', 'a', 'b']]);
    deepEqual(differences(secret('a'), '{}'), [['secret T', 'only-in-first']]);
  });

  it('tells apart parts that share a name', () => {
    const mounts = (...paths: readonly string[]) =>
      JSON.stringify({ mounts: paths.map((path) => ({ name: 'm', path })) });
    deepEqual(differences(mounts('/a', '/b'), mounts('/a', '/c')), [['mount m (2) › path', 'changed', '/b', '/c']]);
  });
});
