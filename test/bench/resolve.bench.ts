/*
 * How long a launch takes to resolve where a session is large, and how fast matchers are beside json-p3, the JSONPath
 * library of RFC 9535 for JavaScript, on filters that mean the same in both.
 */
import { JSONPathEnvironment } from 'json-p3';
import { evaluateMatcher } from '../../src/command/matcher/matcher-evaluator';
import { parseMatcher } from '../../src/command/matcher/matcher-parser';
import { resolveLaunch } from '../../src/resolution/resolve-launch';
import { readXnatObject, type XnatObject } from '../../src/resolution/xnat-object';
import { requestOf } from '../support/launches';
import { measure } from '../support/measure';

const SECONDS = 5;
const SCANS = 500;
const FILES_PER_SCAN = 100;
const GOAL_MILLISECONDS = 20;

function largeSession(): XnatObject {
  const session = '/archive/experiments/XNAT_E1';
  const scans = Array.from({ length: SCANS }, (_, index) => {
    const id = String(index + 1);
    const resource = `${session}/scans/${id}/resources/DICOM`;
    const files = Array.from({ length: FILES_PER_SCAN }, (__, number) => ({
      type: 'File',
      name: `${number}.dcm`,
      uri: `${resource}/files/${number}.dcm`,
      path: `/data/${id}/${number}.dcm`,
      size: 1024,
      tags: [''],
    }));
    return {
      type: 'Scan',
      id,
      label: `${id} - T${(index % 3) + 1}`,
      uri: `${session}/scans/${id}`,
      directory: `/data/${id}`,
      'scan-type': `T${(index % 3) + 1}`,
      'series-description': `series ${id}`,
      quality: index % 2 === 0 ? 'usable' : 'questionable',
      frames: index,
      resources: [{ type: 'Resource', id: 'DICOM', label: 'DICOM', uri: resource, directory: `/data/${id}`, files }],
    };
  });
  const object = { type: 'Session', id: 'XNAT_E1', label: 'large', uri: session, directory: '/data', scans };
  const read = readXnatObject(object, 'Session');
  if (read === undefined) throw new Error('The session cannot be read.');
  return read;
}

/** Ten times a scan and a property of it, each handed to a Command input. */
function derivedInputs(): readonly object[] {
  return Array.from({ length: 10 }, (_, index) => [
    {
      name: `scan${index}`,
      type: 'Scan',
      'derived-from-wrapper-input': 'session',
      matcher: `@.quality == 'usable' && @.series-description =~ /series ${index * 40 + 1}/`,
    },
    {
      name: `id${index}`,
      type: 'string',
      'derived-from-wrapper-input': `scan${index}`,
      'derived-from-xnat-object-property': 'id',
      'provides-value-for-command-input': `in${index}`,
    },
  ]).flat();
}

async function measureResolution(session: XnatObject): Promise<void> {
  const keys = Array.from({ length: 10 }, (_, index) => `in${index}`);
  const request = requestOf({
    command: { 'command-line': keys.map((key) => `#${key}#`).join(' '), inputs: keys.map((name) => ({ name })) },
    wrapper: { 'external-inputs': [{ name: 'session', type: 'Session' }], 'derived-inputs': derivedInputs() },
    inputs: { session },
  });
  const outcome = resolveLaunch(request);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const [time = NaN] = (await measure([['resolve', () => resolveLaunch(request)]], SECONDS)).values();
  console.log(`  20 derived inputs, ${SCANS} scans, ${SCANS * FILES_PER_SCAN} files`);
  console.log(`    resolve ${time.toFixed(1)} ms (goal: ${GOAL_MILLISECONDS} ms or less)`);
}

/** The filter as our service reads it, and as RFC 9535 writes the same. */
const FILTERS: readonly (readonly [ours: string, standard: string])[] = [
  ["@.scan-type == 'T1'", "@['scan-type'] == 'T1'"],
  ["@.quality == 'usable' && @.scan-type != 'T2'", "@.quality == 'usable' && @['scan-type'] != 'T2'"],
  ['@.frames > 250', '@.frames > 250'],
  ["@.resources[0].label == 'DICOM'", "@.resources[0].label == 'DICOM'"],
  ["@.id == '1' || @.id == '400' || @.id == '9'", "@.id == '1' || @.id == '400' || @.id == '9'"],
  ["!(@.quality == 'usable')", "!(@.quality == 'usable')"],
];

/** Each reads the filter anew, as a launch does, and tests all scans with it. */
async function compareMatchers(session: XnatObject): Promise<void> {
  const scans = session.scans as readonly XnatObject[];
  const environment = new JSONPathEnvironment();
  const ours = (filter: string): number => {
    const reading = parseMatcher(filter);
    if (!reading.ok) throw new Error(reading.error.message);
    return scans.filter((scan) => evaluateMatcher(reading.matcher, scan, session).kind === 'match').length;
  };
  const peer = (filter: string): number => environment.compile(`$[?${filter}]`).query(scans as never).nodes.length;
  console.log(`  matchers over ${SCANS} scans, tested a second (json-p3: ratio)`);
  for (const [filter, standard] of FILTERS) {
    if (ours(filter) !== peer(standard)) throw new Error(`Both disagree on ${filter}.`);
    const times = await measure(
      [
        ['ours', () => ours(filter)],
        ['json-p3', () => peer(standard)],
      ],
      SECONDS / 2,
    );
    const own = times.get('ours') ?? NaN;
    const other = times.get('json-p3') ?? NaN;
    const perSecond = Math.round((SCANS / own) * 1000).toLocaleString('en');
    console.log(`    ${filter.padEnd(48)}${perSecond.padStart(12)}   ${(own / other).toFixed(2)}`);
  }
}

async function main(): Promise<void> {
  const session = largeSession();
  await measureResolution(session);
  await compareMatchers(session);
}

void main();
