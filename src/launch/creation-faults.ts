import { isServiceVariable } from '../command/model/service-variables';
import type { LaunchError, ResolvedContainer, ResolvedSecret } from '../resolution/resolved-launch';

/** The error a launch ends with when its container is created, or undefined when nothing here stands in the way. */
export function creationFault(
  container: ResolvedContainer,
  secrets: readonly ResolvedSecret[],
): LaunchError | undefined {
  return variableFault(container) ?? secretFault(secrets) ?? portFault(container) ?? mountFault(container);
}

/** What the service does not foresee ends while the launch is staged, with no words for the person who launched. */
const UNFORESEEN = { stage: 'launch', workflowStatus: 'Failed (Staging)' } as const;

const REFUSED_BY_ENGINE = {
  stage: 'launch',
  exception: 'com.github.dockerjava.api.exception.BadRequestException',
  workflowStatus: 'Failed (Container launch)',
} as const;

function variableFault({ environment }: ResolvedContainer): LaunchError | undefined {
  const entry = environment.find(({ name }) => isServiceVariable(name.text));
  if (entry === undefined) return undefined;
  const { name } = entry;
  return {
    ...UNFORESEEN,
    kind: 'env-clash',
    exception: 'java.lang.IllegalArgumentException',
    message: `Multiple entries with same key: ${name.text}`,
    explanation: `The service sets the environment variable ${name.text} itself, so a Command must not. Give the variable another name.`,
    pointer: name.pointer,
  };
}

function secretFault(secrets: readonly ResolvedSecret[]): LaunchError | undefined {
  const twice = secrets.find(({ destination }, index) =>
    secrets.slice(0, index).some((earlier) => earlier.destination === destination),
  );
  if (twice === undefined) return undefined;
  return {
    ...UNFORESEEN,
    kind: 'secret',
    exception: 'java.lang.IllegalStateException',
    message: `Duplicate key ${twice.destination}`,
    explanation: `More than one secret goes to the environment variable ${twice.destination}. Give each a variable of its own.`,
    pointer: twice.pointer,
  };
}

function portFault({ ports }: ResolvedContainer): LaunchError | undefined {
  const blank = ports.find(({ name, value }) => name.text.trim() === '' || value.text.trim() === '');
  if (blank === undefined) return undefined;
  const side = blank.value.text.trim() === '' ? 'host' : 'container';
  return {
    stage: 'launch',
    kind: 'port',
    exception: 'org.nrg.containers.exceptions.ContainerException',
    workflowStatus: 'Failed (Container launch)',
    message: 'Container and host ports are blank',
    explanation: `A port binding has no ${side} port. Give both sides a value, or take the binding out.`,
    pointer: blank.value.pointer,
  };
}

/** A drive letter and its colon, which only a path of Windows begins with. */
const DRIVE = /^[A-Za-z]:(?=[\\/])/;

function mountFault({ mounts }: ResolvedContainer): LaunchError | undefined {
  for (const { name, enginePath, containerPath } of mounts) {
    const target = containerPath.text;
    const withColon = [enginePath.replace(DRIVE, ''), target].find((path) => path.includes(':'));
    if (withColon !== undefined) {
      return {
        ...REFUSED_BY_ENGINE,
        kind: 'mount',
        message: `invalid volume specification: '${withColon}'`,
        explanation: `The path ${withColon} of the mount “${name}” has a colon in it, which Docker takes for a separator. Rename it.`,
        pointer: containerPath.pointer,
      };
    }
    if (!target.startsWith('/')) {
      return {
        ...REFUSED_BY_ENGINE,
        kind: 'mount',
        message: `invalid mount path: '${target}' mount path must be absolute`,
        explanation: `The mount “${name}” is at “${target}” in the container. Begin its path with a slash.`,
        pointer: containerPath.pointer,
      };
    }
  }
  return undefined;
}
