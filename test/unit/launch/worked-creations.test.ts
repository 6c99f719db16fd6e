import assert from 'node:assert/strict';
import { createBody } from '../../../src/docker/create-body';
import { containerSpec, type ServerSettings } from '../../../src/launch/container-spec';
import { withSecrets } from '../../../src/launch/run-secrets';
import { STAND_INS } from '../../../src/launch/service-variables';
import { resolveLaunch } from '../../../src/resolution/resolve-launch';
import { SecretValue } from '../../../src/secrets/secret-value';
import { commandOf } from '../../support/launches';
import { needsSharedData, readShared } from '../../support/shared-data';

interface Case {
  readonly id: string;
  readonly stage: string;
  readonly command: object;
  readonly 'system-properties'?: Readonly<Record<string, string>>;
  readonly expect: {
    readonly 'docker-create'?: Readonly<Record<string, unknown>>;
    readonly error?: {
      readonly kind: string;
      readonly class: string;
      readonly message: string;
      readonly 'workflow-status': string;
    };
  };
}

const SETTINGS: ServerSettings = {
  serviceVariables: STAND_INS,
  passwordSource: undefined,
  containerUser: '',
  secretDelivery: 'environment',
};
const LABELS = { run: 'r1', owner: 'me', started: 'now', step: 'main' };

/** Resolves a case and makes its container, as far as it goes. */
function create({ command, 'system-properties': properties = {} }: Case) {
  const outcome = resolveLaunch({
    command: commandOf(command),
    wrapperName: 'w',
    inputs: new Map(),
    settings: { configurations: [], buildPath: '${ROOT}/build', pathTranslation: undefined },
    sources: {
      objectById: () => undefined,
      objectByUri: () => undefined,
      newDirectoryName: () => '<uuid>',
      specialCommand: () => undefined,
      hasSecret: (name) => name in properties,
      hasCachedFile: () => false,
    },
  });
  if (!outcome.ok) return { error: outcome.error };
  const result = containerSpec(outcome.launch.container, outcome.launch.secrets, SETTINGS);
  if (!result.ok) return { error: result.error };
  const values = new Map(Object.entries(properties).map(([name, value]) => [name, new SecretValue(value)]));
  return { body: createBody({ spec: result.spec, environment: withSecrets(result.spec, values), labels: LABELS }) };
}

/** What the service sends and we leave out on purpose: we remove the container ourselves, and no workflow labels it. */
function comparable(expected: Readonly<Record<string, unknown>>): object {
  const { Env, Labels, HostConfig, ...rest } = structuredClone(expected) as {
    Env?: Record<string, string>;
    Labels?: Record<string, string>;
    HostConfig?: Record<string, unknown>;
  };
  delete HostConfig?.AutoRemove;
  const own = Object.entries(Labels ?? {}).filter(([, value]) => !value.startsWith('<'));
  return {
    ...rest,
    ...(Env && {
      Env: Object.entries(Env)
        .map(([name, value]) => `${name}=${value.startsWith('<') ? '…' : value}`)
        .sort(),
    }),
    ...(Labels && { Labels: Object.fromEntries(own) }),
    ...(HostConfig && { HostConfig }),
  };
}

/** Those parts of a body that the expectation speaks of. */
function partsOf(body: object, expected: object): unknown {
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]: [string, unknown]) => {
      const actual = (body as Record<string, unknown>)[key];
      if (key === 'Env') return [key, (actual as string[]).map(hideService).sort()];
      const isNested = key === 'HostConfig' || key === 'Labels';
      return [key, isNested ? partsOf(actual as object, value as object) : actual];
    }),
  );
}

const hideService = (entry: string) => entry.replace(/^(XNAT_\w+)=.*$/, '$1=…');

describe('containers as the service asked Docker for them', () => {
  needsSharedData();

  it('are asked for in the same words', () => {
    const { cases } = JSON.parse(readShared('cases/resolution-worked.json')) as { readonly cases: readonly Case[] };
    const creations = cases.filter(({ stage }) => stage === 'create');
    assert.ok(creations.length >= 13);
    for (const worked of creations) {
      const { body, error } = create(worked);
      const { 'docker-create': expected, error: expectedError } = worked.expect;
      if (expectedError !== undefined) {
        assert.ok(error, worked.id);
        assert.equal(error.kind, expectedError.kind, worked.id);
        assert.equal(error.exception.split('.').at(-1), expectedError.class, worked.id);
        assert.equal(error.workflowStatus, expectedError['workflow-status'], worked.id);
        assert.ok(error.message.startsWith(expectedError.message.replace(/\.\.\.$/, '')), worked.id);
      } else {
        assert.ok(body && expected, `${worked.id}: ${JSON.stringify(error)}`);
        const wanted = comparable(expected);
        assert.deepEqual(partsOf(body, wanted), wanted, worked.id);
      }
    }
  });
});
