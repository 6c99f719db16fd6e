import * as vscode from 'vscode';
import type { SecretDelivery, ServerSettings } from '../../launch/container-spec';
import { serviceVariablesWith } from '../../launch/launch-environment';
import type { RunHost } from '../../launch/history/run-record';
import type { LaunchPlan } from '../../launch/run/launch-plan';
import { STAND_INS } from '../../launch/service-variables';

/**
 * What takes the place of a server's settings, from those of the editor, and what was made up for want of them.
 *
 * @param environment variables of a launch file, which go before all others
 */
export function serverSettings(environment: ReadonlyMap<string, string>): {
  readonly settings: ServerSettings;
  readonly notes: readonly string[];
} {
  const configuration = vscode.workspace.getConfiguration('xnatCommands.launch');
  const text = (name: string) => configuration.get<string>(name)?.trim() ?? '';
  const host = text('xnatHost');
  const user = text('xnatUser');
  const passwordSource = text('xnatPasswordSecret');
  const delivery: SecretDelivery = text('secretDelivery') === 'file' ? 'file' : 'environment';
  const madeUp = [
    host === '' ? 'XNAT_HOST' : undefined,
    user === '' ? 'XNAT_USER' : undefined,
    passwordSource === '' ? 'XNAT_PASS' : undefined,
    'XNAT_WORKFLOW_ID',
    'XNAT_EVENT_ID',
  ].filter((name) => name !== undefined && !environment.has(name));
  const variables = {
    ...STAND_INS,
    ...(host !== '' && { XNAT_HOST: host }),
    ...(user !== '' && { XNAT_USER: user }),
  };
  return {
    settings: {
      serviceVariables: serviceVariablesWith(variables, environment),
      passwordSource: passwordSource === '' || environment.has('XNAT_PASS') ? undefined : passwordSource,
      containerUser: text('containerUser'),
      secretDelivery: delivery,
    },
    notes: madeUp.length === 0 ? [] : [`Stand-ins, not a server's values: ${madeUp.join(', ')}.`],
  };
}

/** What launches run on, as the settings have it. */
export const chosenBackend = (): RunHost['backend'] =>
  vscode.workspace.getConfiguration('xnatCommands.launch').get<string>('backend') === 'swarm' ? 'swarm' : 'docker';

/** What becomes of containers that have ended. A swarm's service holds on to its secrets, so it is always removed. */
export const chosenAfterwards = (backend: RunHost['backend']): LaunchPlan['afterwards'] =>
  backend === 'docker' && vscode.workspace.getConfiguration('xnatCommands.launch').get('keepContainers') === true
    ? 'keep'
    : 'remove';
