/*
 * What a test launch adds to what the engine itself takes: beside `docker run --rm` of the same image for a container that
 * does nothing, and beside `docker logs` for one that prints much. Then the masking alone, beside a plain search for the
 * value. Numbers above 1 are slower than the peer.
 */
import { randomBytes } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { loadBusyboxImage } from '../../scripts/lib/busybox-image.mjs';
import { engineCall, engineRequest } from '../../scripts/lib/engine-request.mjs';
import type { LogSink } from '../../src/launch/engine';
import { createMask, createRedactor } from '../../src/launch/redaction';
import { SecretValue } from '../../src/secrets/secret-value';
import { testEngine, type TestEngine } from '../support/docker-engine';
import { testLaunch } from '../support/test-launch';

const IMAGE = 'xnat-commands-bench/busybox:1.0';
const LOG_BYTES = 1_000_000_000;
const LINE = '2026-11-21T01:23:45.678Z INFO processing /data/in/SCANS/3/DICOM/1.2.840.113619.dcm of 176, done';
const PRINT = ['sh', '-c', `yes "${LINE}" | head -c ${LOG_BYTES}`];
const SECRET = new SecretValue(randomBytes(30).toString('base64'));

/** The docker command line that speaks with the engine: a machine may have several. */
const DOCKER = process.platform === 'linux' ? '/usr/bin/docker' : 'docker';

async function launch({ connection }: TestEngine, command: readonly string[], onLog: LogSink): Promise<void> {
  const { report } = await testLaunch({
    engine: connection.containers,
    main: { image: IMAGE, command, secrets: [{ source: 'token', destination: 'TOKEN', delivery: 'environment' }] },
    value: SECRET.reveal(),
    log: 'passed on',
    owner: 'bench',
    tools: { onEvent: (event) => (event.kind === 'log' ? onLog(event.stream, event.bytes) : undefined) },
  });
  if (report.status !== 'Complete') throw new Error(`The launch failed: ${report.message}`);
}

async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** Median milliseconds of two actions that take turns, so that whatever else the machine does slows both alike. */
async function compare(
  rounds: number,
  ours: () => unknown,
  peer: () => unknown,
  warmUps = 1,
): Promise<readonly [number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + warmUps; round++) {
    const pair = [await timed(ours), await timed(peer)] as const;
    if (round >= warmUps) pair.forEach((time, index) => times[index]?.push(time));
  }
  const [first, second] = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN);
  return [first ?? NaN, second ?? NaN];
}

function print(name: string, [ours, peer]: readonly [number, number], peerName: string, bytes = 0): void {
  const show = (time: number) =>
    bytes > 0 ? `${(bytes / 1000 / time).toFixed(0).padStart(7)} MB/s` : `${time.toFixed(0).padStart(7)} ms`;
  console.log(`  ${name.padEnd(26)}${show(ours)}   ${peerName.padEnd(22)}${show(peer)}   ${(ours / peer).toFixed(2)}`);
}

const dockerOf = ({ endpoint }: TestEngine) => ({ ...process.env, DOCKER_HOST: endpoint });

function followWithDocker(engine: TestEngine, id: string): Promise<void> {
  const child = spawn(DOCKER, ['logs', '--follow', id], { env: dockerOf(engine), stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.resume();
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve()));
}

async function printWithDocker(engine: TestEngine): Promise<void> {
  const argv = ['run', '--detach', IMAGE, ...PRINT];
  const id = execFileSync(DOCKER, argv, { env: dockerOf(engine), encoding: 'utf8' }).trim();
  await followWithDocker(engine, id);
  await engineCall(engine.endpoint, 'DELETE', `/containers/${id}?force=true`);
}

/** Watches the memory of this process; the function that is returned gives by how many bytes it grew at the most. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  return () => {
    clearInterval(timer);
    return most - before;
  };
}

async function benchMasking(): Promise<void> {
  const text = Buffer.from(`${LINE}\n`.repeat(500_000));
  const mask = createMask([SECRET]);
  const value = Buffer.from(SECRET.reveal());
  const chunks = Array.from({ length: Math.ceil(text.length / 65_536) }, (_, index) =>
    text.subarray(index * 65_536, (index + 1) * 65_536),
  );
  const masked = () => {
    const redactor = createRedactor(mask);
    for (const chunk of chunks) redactor.push(chunk);
  };
  const searched = () => {
    for (const chunk of chunks) chunk.includes(value);
  };
  print('masking, all forms', await compare(5, masked, searched), 'search, one form', text.length);
}

async function benchAll(): Promise<void> {
  const engine = await testEngine();
  try {
    await loadBusyboxImage(engine.endpoint, { name: IMAGE });
    const runTrue = () => launch(engine, ['true'], () => undefined);
    const peerTrue = () => execFileSync(DOCKER, ['run', '--rm', IMAGE, 'true'], { env: dockerOf(engine) });
    print('launch of true', await compare(10, runTrue, peerTrue), 'docker run --rm');
    let length = 0;
    const runPrint = () => launch(engine, PRINT, (_, bytes) => void (length += bytes.length));
    const memory = watchMemory();
    const times = await compare(1, runPrint, () => printWithDocker(engine), 0);
    if (length !== LOG_BYTES) throw new Error(`${length} bytes of the log came through.`);
    print('log of 1 GB, masked', times, 'docker run, logs -f', LOG_BYTES);
    console.log(`  ${'memory it took more'.padEnd(26)}${(memory() / 1e6).toFixed(0).padStart(7)} MB`);
    await benchMasking();
    await engineRequest(engine.endpoint, 'DELETE', `/images/${IMAGE}?force=true`);
  } finally {
    await engine.stop();
  }
}

void benchAll();
