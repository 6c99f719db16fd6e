import { bindDocument } from '../../src/command/binding/bind-command';
import { createCommandDocument } from '../../src/command/document/command-document';
import type { Command } from '../../src/command/model/command';
import { evaluateXPath } from '../../src/launch/evaluate-xpath';
import type {
  CommandConfiguration,
  GivenValue,
  LaunchRequest,
  LaunchSettings,
} from '../../src/resolution/launch-request';
import { resolveLaunch } from '../../src/resolution/resolve-launch';
import type { LaunchError, LaunchOutcome, ResolvedLaunch } from '../../src/resolution/resolved-launch';
import { storedCommand } from '../../src/resolution/stored-command';
import type { XnatObject } from '../../src/resolution/xnat-object';

/** What a test says of a launch; the rest is plain. */
export interface LaunchCase {
  /** Properties of the Command, as in its JSON. */
  readonly command?: object;
  /** Properties of its only wrapper. */
  readonly wrapper?: object;
  readonly inputs?: Readonly<Record<string, GivenValue>>;
  readonly configurations?: readonly CommandConfiguration[];
  readonly settings?: Partial<LaunchSettings>;
  /** Objects that can be loaded, by `Type:id` or by URI. */
  readonly objects?: Readonly<Record<string, XnatObject>>;
  /** Setup and wrapup Commands by reference. */
  readonly specials?: Readonly<Record<string, object>>;
  /** System properties that have a value. */
  readonly secrets?: readonly string[];
  readonly cachedFiles?: readonly string[];
}

/** The Command that a server would hold of this JSON. */
export function commandOf(json: object): Command {
  const [bound] = bindDocument(createCommandDocument(JSON.stringify(json), 'create')).commands;
  if (bound === undefined || bound.faults.length > 0) throw new Error(`No Command: ${JSON.stringify(json)}`);
  return storedCommand(bound.command);
}

export function launch(given: LaunchCase): LaunchOutcome {
  return resolveLaunch(requestOf(given));
}

export function requestOf(given: LaunchCase): LaunchRequest {
  let directories = 0;
  const { objects = {}, specials = {} } = given;
  return {
    command: commandOf({
      name: 'c',
      image: 'i:1',
      'command-line': 'run',
      ...given.command,
      xnat: [{ name: 'w', ...given.wrapper }],
    }),
    wrapperName: 'w',
    inputs: new Map(Object.entries(given.inputs ?? {})),
    settings: {
      configurations: given.configurations ?? [],
      buildPath: '/build',
      pathTranslation: undefined,
      ...given.settings,
    },
    sources: {
      objectById: (type, id) => objects[`${type}:${id}`],
      objectByUri: (_type, uri) => objects[uri],
      newDirectoryName: () => `d${++directories}`,
      specialCommand: (reference) => {
        const json = specials[reference];
        return json === undefined ? undefined : commandOf({ name: reference, image: 's:1', ...json });
      },
      hasSecret: (property) => given.secrets?.includes(property) ?? false,
      hasCachedFile: (path) => given.cachedFiles?.includes(path) ?? false,
      evaluateXPath,
    },
  };
}

/** The launch, which must succeed. */
export function resolved(given: LaunchCase): ResolvedLaunch {
  const outcome = launch(given);
  if (!outcome.ok) throw new Error(`${outcome.error.message} ${outcome.error.explanation}`);
  return outcome.launch;
}

/** The error a launch ends with. */
export function failed(given: LaunchCase): LaunchError {
  const outcome = launch(given);
  if (outcome.ok) throw new Error(`The launch succeeds: ${outcome.launch.container.commandLine.text}`);
  return outcome.error;
}

export function commandLineOf(given: LaunchCase): string {
  return resolved(given).container.commandLine.text;
}

/** Two scans with T1, one with T2; only the first has a NIFTI. */
export const SESSION: XnatObject = {
  type: 'Session',
  id: 'XNAT_E1',
  label: 'MR1',
  uri: '/archive/experiments/XNAT_E1',
  directory: '/archive/P1/arc001/MR1',
  'project-id': 'P1',
  'subject-id': 'XNAT_S1',
  scans: [scan('1', 'T1', ['DICOM', 'NIFTI']), scan('2', 'T2', ['DICOM']), scan('3', 'T1', ['DICOM'])],
  assessors: [],
  resources: [],
};

function scan(id: string, type: string, resources: readonly string[]): XnatObject {
  const uri = `/archive/experiments/XNAT_E1/scans/${id}`;
  const directory = `/archive/P1/arc001/MR1/SCANS/${id}`;
  return {
    type: 'Scan',
    id,
    label: `${id} - ${type}`,
    uri,
    directory,
    'scan-type': type,
    frames: 176,
    'series-description': `${type} (sag)`,
    resources: resources.map((label) => ({
      type: 'Resource',
      id: label,
      label,
      uri: `${uri}/resources/${label}`,
      directory: `${directory}/${label}`,
      'parent-uri': uri,
      files: [
        {
          type: 'File',
          name: '1.dat',
          uri: `${uri}/resources/${label}/files/1.dat`,
          path: `${directory}/${label}/1.dat`,
          size: 5,
        },
      ],
    })),
  };
}
