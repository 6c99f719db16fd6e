import assert from 'node:assert/strict';
import { createLaunchForm } from '../../../src/resolution/launch-form/create-launch-form';
import type { LaunchRequest } from '../../../src/resolution/launch-request';
import { resolveLaunch } from '../../../src/resolution/resolve-launch';
import type { ResolvedContainer, ResolvedLaunch } from '../../../src/resolution/resolved-launch';
import type { XnatObject } from '../../../src/resolution/xnat-object';
import { launchFormJson } from '../../support/launch-form-json';
import { commandOf } from '../../support/launches';
import { needsSharedData, readShared } from '../../support/shared-data';

type Json = Readonly<Record<string, unknown>>;

interface WorkedCase {
  readonly id: string;
  readonly stage: 'resolve' | 'preresolve' | 'create';
  readonly command: object;
  readonly wrapper: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly 'xnat-objects'?: Readonly<Record<string, XnatObject>>;
  readonly 'other-commands'?: Readonly<Record<string, object>>;
  readonly 'system-properties'?: Json;
  readonly files?: readonly string[];
  readonly server?: { readonly 'xnat-prefix': string; readonly 'docker-prefix': string };
  readonly configuration?: { readonly inputs: Readonly<Record<string, { readonly 'default-value'?: string }>> };
  readonly expect: Json & {
    readonly error?: {
      readonly kind: string;
      readonly class: string;
      readonly message: string;
      'http-status'?: number;
    };
  };
}

interface WorkedCases {
  readonly fixtures: Readonly<Record<string, object>>;
  readonly cases: readonly WorkedCase[];
}

function requestOf(worked: WorkedCase, fixtures: WorkedCases['fixtures']): LaunchRequest {
  const { server, configuration, files = [] } = worked;
  let directories = 0;
  const textOf = (value: unknown): string =>
    typeof value === 'string'
      ? value
      : JSON.stringify(fixtures[(value as { readonly $fixture?: string }).$fixture ?? ''] ?? value);
  return {
    command: commandOf(worked.command),
    wrapperName: worked.wrapper,
    inputs: new Map(Object.entries(worked.inputs).map(([name, value]) => [name, textOf(value)])),
    settings: {
      configurations: configuration === undefined ? [] : [{ inputs: settingsOf(configuration), outputs: new Map() }],
      buildPath: '<build>',
      pathTranslation: server && { xnatPrefix: server['xnat-prefix'], enginePrefix: server['docker-prefix'] },
    },
    sources: {
      objectById: (type, id) => worked['xnat-objects']?.[`${type}:${id}`],
      objectByUri: () => undefined,
      newDirectoryName: () => String(++directories),
      specialCommand: (reference) => {
        const json = worked['other-commands']?.[reference];
        return json && commandOf(json);
      },
      hasSecret: (property) => property in (worked['system-properties'] ?? {}),
      hasCachedFile: (path) =>
        files.includes(path.replace('/user/cache/resources', '${ROOT}/cache').replace('/files/', '/')),
    },
  };
}

function settingsOf({ inputs }: NonNullable<WorkedCase['configuration']>) {
  return new Map(
    Object.entries(inputs).map(([name, own]) => [
      name,
      { defaultValue: own['default-value'], matcher: undefined, userSettable: undefined, advanced: undefined },
    ]),
  );
}

/** New directories are numbered as they appear; ours are numbered as they are made. */
function source(path: string): string {
  return path.replace(/^<build>\/(\d+)/, '<build:$1>');
}

function containerJson(container: ResolvedContainer): Json {
  const entries = (list: ResolvedContainer['ports']) =>
    Object.fromEntries(list.map(({ name, value }) => [name.text, value.text]));
  return {
    'command-line': container.commandLine.text,
    'docker-cmd': container.cmd,
    'docker-entrypoint': container.entrypoint,
    env: entries(container.environment),
    mounts: container.mounts.map((mount) => ({
      name: mount.name,
      'container-path': mount.containerPath.text,
      mode: mount.mode,
      source: source(mount.enginePath),
      ...(mount.xnatPath !== mount.enginePath && { 'xnat-source': source(mount.xnatPath) }),
      ...(mount.source.kind === 'setup' && { 'via-setup-command': mount.source.reference }),
    })),
    ports: entries(container.ports),
    'working-directory': container.workingDirectory?.text,
    'container-name': container.name?.text,
    'container-labels': entries(container.labels),
    image: container.image,
  };
}

/** Those parts of a launch that a case speaks of. */
function launchJson({ container, outputs, setupContainers, wrapupContainers }: ResolvedLaunch, expected: Json): Json {
  const specials = (list: ResolvedLaunch['setupContainers'], wanted: unknown) =>
    list.map((special, index) => ({
      ...partsOf(containerJson(special.container), (wanted as readonly Json[] | undefined)?.[index] ?? {}),
      'parent-source-object-name': special.parentName,
    }));
  return partsOf(
    {
      ...containerJson(container),
      outputs: outputs.map((output) => ({
        name: output.name,
        'from-command-output': output.output,
        'from-output-handler': output.handler,
        type: output.type,
        required: output.required,
        mount: output.mount,
        path: output.path,
        glob: output.glob,
        label: output.label,
        format: output.format,
        tags: output.tags,
        'handled-by': output.handledBy,
        ...(output.viaWrapupCommand !== undefined && { 'via-wrapup-command': output.viaWrapupCommand }),
      })),
      'setup-commands': specials(setupContainers, expected['setup-commands']),
      'wrapup-commands': specials(wrapupContainers, expected['wrapup-commands']),
    },
    expected,
  );
}

function partsOf(all: Json, expected: Json): Json {
  return Object.fromEntries(Object.keys(all).flatMap((key) => (key in expected ? [[key, all[key]]] : [])));
}

/** What is no part of a launch: whether the Command can be saved, and what happens after resolution. */
const UNCOMPARED: ReadonlySet<string> = new Set(['save', 'input-values', 'copied-files', 'stored-env']);

function without(json: Json, keys: ReadonlySet<string>): Json {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.has(key)));
}

describe('launches as the service resolved them', () => {
  needsSharedData();
  let worked: WorkedCases = { fixtures: {}, cases: [] };
  before(() => {
    worked = JSON.parse(readShared('cases/resolution-worked.json')) as WorkedCases;
  });

  it('come to the same container, or to the same error', () => {
    const cases = worked.cases.filter(({ stage }) => stage === 'resolve');
    assert.ok(cases.length >= 121);
    for (const each of cases) {
      const outcome = resolveLaunch(requestOf(each, worked.fixtures));
      const { error } = each.expect;
      if (error !== undefined) {
        assert.ok(!outcome.ok, each.id);
        assert.equal(outcome.error.kind, error.kind, each.id);
        assert.equal(outcome.error.exception.split('.').at(-1), error.class, each.id);
        assert.ok(outcome.error.message.startsWith(error.message.replace(/\.\.\.$/, '')), each.id);
      } else {
        assert.ok(outcome.ok, `${each.id}: ${JSON.stringify(outcome)}`);
        const expected = without(each.expect, UNCOMPARED);
        const answer: unknown = JSON.parse(JSON.stringify(launchJson(outcome.launch, expected)));
        assert.deepEqual(answer, expected, each.id);
      }
    }
  });

  it('are offered in the same form, or refused in the same words', () => {
    const cases = worked.cases.filter(({ stage }) => stage === 'preresolve');
    assert.ok(cases.length >= 3);
    for (const each of cases) {
      const outcome = createLaunchForm(requestOf(each, worked.fixtures));
      if (outcome.ok) {
        assert.deepEqual(launchFormJson(outcome.form), each.expect['launch-ui'], each.id);
      } else {
        const { kind, exception, message } = outcome.error;
        const answer = { kind, class: exception.split('.').at(-1), message, 'http-status': outcome.status };
        assert.deepEqual(answer, each.expect.error, each.id);
      }
    }
  });
});
