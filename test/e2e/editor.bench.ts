/*
 * How long it takes in the real editor from a key press to the underline below a mistake, and back: beside VS Code's own
 * JSON service on the same text. Both wait for the same drawing; what differs is the check and how long it holds back.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { generateCommandText } from '../support/generated-command';
import { Workbench } from '../support/vscode/workbench';

const ROUNDS = 15;

interface Times {
  readonly appear: number;
  readonly vanish: number;
}

/** Waits, at every frame, until there are errors underlined, or none; milliseconds since the last key press. */
async function untilErrors(vscode: Workbench, wanted: 'some' | 'none'): Promise<number> {
  const passed = await vscode.page.waitForFunction(
    (state) => {
      const some = document.querySelector('.editor-group-container.active .squiggly-error') !== null;
      return some === (state === 'some') && performance.now() - Number(document.body.dataset.pressed);
    },
    wanted,
    { polling: 'raf' },
  );
  return Number(await passed.jsonValue());
}

const noteKeyPresses = (vscode: Workbench): Promise<void> =>
  vscode.page.evaluate(() => {
    addEventListener('keydown', () => (document.body.dataset.pressed = String(performance.now())), {
      capture: true,
    });
  });

async function timesIn(vscode: Workbench, file: string): Promise<Times> {
  await vscode.openFile(file);
  await vscode.editor.goTo(1, 2);
  const appear: number[] = [];
  const vanish: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await vscode.page.keyboard.press('Comma');
    appear.push(await untilErrors(vscode, 'some'));
    await vscode.page.keyboard.press('Backspace');
    vanish.push(await untilErrors(vscode, 'none'));
  }
  return { appear: median(appear), vanish: median(vanish) };
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
}

function print(name: string, ours: number, peers: number): void {
  const [left, right] = [ours, peers].map((time) => `${time.toFixed(0).padStart(6)} ms`);
  console.log(`  ${name.padEnd(26)}${left}   built-in JSON service${right}   ${(ours / peers).toFixed(2)}`);
}

void runScript(async () => {
  const folder = join(await temporaryFolder('xnat-bench-editor-'), 'bench');
  mkdirSync(folder);
  for (const [name, size] of [
    ['small', 7_000],
    ['large', 100_000],
  ] as const) {
    const text = generateCommandText(size);
    writeFileSync(join(folder, `${name}.command.json`), text);
    writeFileSync(join(folder, `${name}.json`), text);
  }
  const vscode = await Workbench.open({ folder });
  try {
    await noteKeyPresses(vscode);
    for (const [name, size] of [
      ['small', '7 KB'],
      ['large', '100 KB'],
    ] as const) {
      const ours = await timesIn(vscode, `${name}.command.json`);
      const peers = await timesIn(vscode, `${name}.json`);
      print(`${size}: problem appears`, ours.appear, peers.appear);
      print(`${size}: problem vanishes`, ours.vanish, peers.vanish);
    }
  } finally {
    await vscode.close();
  }
  return 0;
});
