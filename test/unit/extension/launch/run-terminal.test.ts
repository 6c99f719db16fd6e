import { equal } from 'node:assert/strict';
import { createRequire } from 'node:module';
import type * as RunTerminal from '../../../../src/extension/launch/run-terminal';
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
});
