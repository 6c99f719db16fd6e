import { deepEqual, equal } from 'node:assert/strict';
import { createRequire } from 'node:module';
import { listedHost } from '../../../support/docker-hosts';
import type * as PullImage from '../../../../src/extension/image-hosts/pull-image';
import type * as ImageCommands from '../../../../src/extension/images/image-commands';
import type { Row } from '../../../../src/extension/images/row-tree';
import { standInForEditor, type StandInPerson } from '../../../support/editor-stand-in';

/** The extension's code, which asks for the editor as it is loaded. */
const load = createRequire(__filename);

const here = listedHost('This machine');

function rowOf(name: string | undefined, host = here): Row {
  const image = { id: `sha256:${name ?? 'dangling'}`, tags: name === undefined ? [] : [name], labels: {}, size: 1 };
  const content = {
    kind: 'image',
    host,
    image: { ...image, created: new Date(0) },
    name,
    title: '',
    reading: undefined,
  } as const;
  return { id: `${host.name}/${name ?? ''}`, content, parent: undefined };
}

const segment = rowOf('lab/segment:1.2');
const register = rowOf('lab/register:2.0');
const plot = rowOf('lab/plot:3.0');
const LABEL = JSON.stringify([{ name: 'segment', type: 'docker', 'command-line': 'segment' }]);

describe('Pull again', () => {
  let person: StandInPerson;
  let restore: () => void;
  /** What the engine was asked to pull. */
  let pulled: string[];
  /** Why it cannot pull an image, by the image's name. */
  let refusals: Map<string, string>;

  before(() => ({ person, restore } = standInForEditor()));
  after(() => restore());

  beforeEach(() => {
    person.forget();
    pulled = [];
    refusals = new Map();
  });

  const connection = {
    containers: {
      pullImage(image: string) {
        pulled.push(image);
        const message = refusals.get(image);
        return Promise.resolve(message === undefined ? { ok: true } : { ok: false, failure: { message } });
      },
    },
    listImages: () =>
      Promise.resolve({ ok: true, value: [{ tags: ['lab/segment:1.2'], labels: { 'org.nrg.commands': LABEL } }] }),
  };
  const docker = {
    hosts: () => Promise.resolve({ current: here, known: [here] }),
    connect: () => Promise.resolve({ ok: true, value: connection }),
  };

  /** Chooses it from the menu of a row, where some are selected. */
  async function pullAgain(row: Row, ...selection: readonly Row[]): Promise<void> {
    const { runImageCommand } = load('../../../../src/extension/images/image-commands') as typeof ImageCommands;
    const { registerPullImage } = load('../../../../src/extension/image-hosts/pull-image') as typeof PullImage;
    const hosts = { read: () => ({ hosts: [], faults: [] }) };
    const log = { info: (line: string) => person.told.push(`log: ${line}`) };
    registerPullImage(docker as never, hosts as never, undefined as never, log as never);
    await runImageCommand(
      'pullImageAgain',
      { docker: docker as never, tree: undefined as never, view: { selection } as never },
      row,
    );
    for (const [id, ...given] of person.commands) await person.registered.get(id)?.(...given);
  }

  it('pulls all that are selected, each name once, and says how many came', async () => {
    await pullAgain(register, segment, rowOf('lab/segment:1.2'), register, rowOf(undefined));
    deepEqual(pulled, ['lab/segment:1.2', 'lab/register:2.0']);
    deepEqual(person.told, [
      'log: lab/segment:1.2 is here. XNAT takes one Command from it: segment.',
      'log: lab/register:2.0 is here. It brings no Commands.',
      'information: Pulled 2 images.',
    ]);
  });

  it('pulls the image of the menu alone, where others are selected', async () => {
    await pullAgain(plot, segment, register);
    deepEqual(pulled, ['lab/plot:3.0']);
    equal(person.told.at(-1), 'information: lab/plot:3.0 is here. It brings no Commands.');
  });

  it('goes on where one cannot be pulled, and says why', async () => {
    refusals.set('lab/register:2.0', 'The registry has no lab/register:2.0.');
    await pullAgain(plot, segment, register, plot);
    deepEqual(pulled, ['lab/segment:1.2', 'lab/register:2.0', 'lab/plot:3.0']);
    equal(person.told.at(-1), 'error: Pulled 2 of 3 images. The registry has no lab/register:2.0.');
  });

  it('pulls nothing where one of them is of another host', async () => {
    const elsewhere = rowOf('lab/segment:1.2', listedHost('Scanner room'));
    await pullAgain(segment, segment, elsewhere);
    deepEqual(pulled, []);
    deepEqual(person.told, ['information: Images are pulled to This machine. Use Scanner room first.']);
  });
});
