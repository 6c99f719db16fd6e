import assert from 'node:assert/strict';
import { jsonVerdicts, junitVerdicts, textVerdicts } from '../../../src/cli/launch-report';
import type { LaunchVerdict } from '../../../src/cli/launch-verdict';

const TEXT = '{\n  "command": "c.json",\n  "expect": {\n    "log": ["a"]\n  }\n}';

const weighed = (result: 'met' | 'not met'): LaunchVerdict => ({
  path: 'tests/a.launch.json',
  text: TEXT,
  outcome: {
    kind: 'weighed',
    title: 'tool',
    status: 'Complete',
    message: 'tool ended with exit code 0 after 1.5 s.',
    exitCode: 0,
    durationMs: 1500,
    uploads: undefined,
    logTail: 'x \u001b[31m<&>]]>"\u0000',
    remarks: [],
    expectations: [
      {
        subject: { kind: 'log' },
        pointer: '/expect/log/0',
        result,
        message: 'The log has no “a”.',
        expected: 'a',
        actual: 'x \u001b[31m<&>',
      },
    ],
  },
});

const notRun: LaunchVerdict = {
  path: 'b.launch.json',
  text: '{}',
  outcome: {
    kind: 'not-run',
    why: 'engine',
    message: 'No engine.',
    pointer: '/engine',
    missingSecrets: [],
    leftBehind: ['The container c is still on the engine.'],
  },
};

const stopped: LaunchVerdict = {
  path: 'c.launch.json',
  text: undefined,
  outcome: { kind: 'stopped', message: 'It was stopped.', leftBehind: [] },
};

const leftOut: LaunchVerdict = {
  path: 'd.launch.json',
  text: '{}',
  outcome: { kind: 'left-out', message: 'Its turn did not come.' },
};

const ALL = [weighed('met'), weighed('not met'), notRun, stopped, leftOut];

describe('The verdict of launches', () => {
  it('is text with the place of what is not as expected, without control characters', () => {
    const text = textVerdicts(ALL, 'plain');
    assert.match(text, /^PASS tests\/a\.launch\.json \(1\.5 s\)\n/);
    assert.match(
      text,
      /FAIL .*\n.*\n {2}tests\/a\.launch\.json:4: The log has no “a”\.\n {4}expected: +a\n {4}actual: +x \\u001b\[31m<&>\n/,
    );
    assert.match(
      text,
      /ERROR b\.launch\.json\n {2}b\.launch\.json: No engine\.\n {2}The container c is still on the engine\.\n/,
    );
    assert.match(text, /\nNOT RUN d\.launch\.json\n {2}Its turn did not come\.\n/);
    assert.match(text, /5 launches: 1 passed, 1 failed, 1 could not be run, 1 stopped, 1 not run\n$/);
  });

  it('is JSON with a record for each launch and the counts', () => {
    const { launches, ...counts } = JSON.parse(jsonVerdicts(ALL)) as {
      readonly launches: readonly {
        readonly result: string;
        readonly expectations?: readonly { readonly line: number }[];
      }[];
    };
    assert.deepEqual(counts, { passed: 1, failed: 1, errors: 1, stopped: 1, skipped: 1 });
    assert.deepEqual(
      launches.map(({ result }) => result),
      ['passed', 'failed', 'error', 'stopped', 'skipped'],
    );
    assert.equal(launches[1]?.expectations?.[0]?.line, 4);
  });

  it('is JUnit XML, whatever the log holds', () => {
    const xml = junitVerdicts(ALL);
    assert.match(xml, /<testsuites tests="5" failures="1" errors="1" skipped="2" time="3\.000">/);
    assert.match(
      xml,
      /<testcase classname="tests" name="a\.launch\.json" file="tests\/a\.launch\.json" time="1\.500">/,
    );
    assert.match(xml, /<system-out>x \ufffd\[31m&lt;&amp;&gt;\]\]&gt;&quot;\ufffd<\/system-out>/);
    assert.match(
      xml,
      /<failure type="log" message="The log has no “a”\.">The log has no “a”\. \(line 4\)&#10;expected: a/,
    );
    assert.match(xml, /<error type="engine" message="No engine\."\/>/);
    assert.match(xml, /<skipped message="It was stopped\."\/>/);
    assert.match(xml, /<skipped message="Its turn did not come\."\/>/);
  });
});
