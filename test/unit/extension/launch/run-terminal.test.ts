import { equal, match } from 'node:assert/strict';
import { createRequire } from 'node:module';
import type * as RunTerminal from '../../../../src/extension/launch/run-terminal';
import { eventually } from '../../../support/eventually';
import { standInForEditor, type StandInPerson } from '../../../support/editor-stand-in';

/** The extension's code, which asks for the editor as it is loaded. */
const load = createRequire(__filename);

describe('the terminal of a run', () => {
  let person: StandInPerson;
  let restore: () => void;

  before(() => ({ person, restore } = standInForEditor()));
  after(() => restore());

  for (const [by, stopped] of [
    ['the person', 1],
    ['the window', 0],
  ] as const) {
    it(`${stopped === 1 ? 'stops' : 'leaves'} the run when ${by} closes it`, () => {
      const { openRunTerminal } = load('../../../../src/extension/launch/run-terminal') as typeof RunTerminal;
      let stops = 0;
      openRunTerminal('tool', () => stops++);
      person.closeTerminal(by);
      equal(stops, stopped);
    });
  }

  it('shows what the container wrote, but for what would tamper with it', async () => {
    const { openRunTerminal } = load('../../../../src/extension/launch/run-terminal') as typeof RunTerminal;
    person.forget();
    const terminal = openRunTerminal('tool', () => undefined);
    terminal.write(Buffer.from('\u001b]0;tit'), 'stdout');
    terminal.write(Buffer.from([0xc3]), 'stderr');
    terminal.write(Buffer.from('le\u0007\u001b[2Jin\u001b[8m\n'), 'stdout');
    terminal.write(Buffer.from([0xbc, 0x0a]), 'stderr');
    terminal.note('ours');
    await eventually(() => match(person.terminal(), /ours/));
    equal(person.terminal(), 'in\u001b[8m\r\n\u001b[31mü\r\n\u001b[39m\u001b[0;2mours\u001b[0m\r\n');
  });
});
