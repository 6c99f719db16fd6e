/*
 * The list of 5,000 images and its rows, beside `docker images` on the same engine: a recorded one, so that both wait for
 * the same answers. Numbers above 1 are slower than the peer.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { connect, findEndpoints, machineSurroundings } from '../../src/docker';
import { arrangeImages } from '../../src/extension/images/arrange-images';
import { RowTree } from '../../src/extension/images/row-tree';
import { manyImages } from '../support/many-images';
import { measure } from '../support/measure';
import { startRecordedEngine } from '../support/recorded-engine';

const COUNT = 5_000;
const SECONDS = 20;

/** The docker command line: a machine may have several. */
const DOCKER = process.platform === 'linux' ? '/usr/bin/docker' : 'docker';

async function benchImages(): Promise<void> {
  const engine = await startRecordedEngine(manyImages(COUNT));
  const search = findEndpoints(machineSurroundings(engine.endpoint));
  const host = { reference: '', name: 'Bench', kind: 'automatic', description: '', search } as const;
  const run = promisify(execFile);
  try {
    const listAndArrange = async () => {
      const signal = AbortSignal.timeout(60_000);
      const connected = await connect(search, signal);
      if (!connected.ok) throw new Error(connected.failure.message);
      const listed = await connected.value.listImages(signal);
      if (!listed.ok) throw new Error(listed.failure.message);
      const tree = new RowTree(() => []);
      const { rows } = arrangeImages(host, 'host', listed.value, {
        grouping: 'none',
        filter: '',
        readingOf: () => undefined,
      });
      tree.update(rows);
      if (tree.roots.length < COUNT * 0.9) throw new Error(`Only ${tree.roots.length} rows came.`);
    };
    const peer = () =>
      run(DOCKER, ['images', '--no-trunc'], {
        env: { ...process.env, DOCKER_HOST: engine.endpoint },
        maxBuffer: 64 * 1024 * 1024,
      });
    const times = await measure(
      [
        ['ours', listAndArrange],
        ['docker images', peer],
      ],
      SECONDS,
    );
    const [ours, theirs] = [times.get('ours') ?? NaN, times.get('docker images') ?? NaN];
    const show = (time: number) => `${time.toFixed(0).padStart(7)} ms`;
    console.log(
      `  list and rows of ${COUNT}     ${show(ours)}   docker images${show(theirs)}   ${(ours / theirs).toFixed(2)}`,
    );
  } finally {
    await engine.close();
  }
}

void benchImages();
