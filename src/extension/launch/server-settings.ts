import * as vscode from 'vscode';
import { SERVICE_VARIABLES, type ServiceVariable } from '../../command/model/service-variables';
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
  const given = { ...(host !== '' && { XNAT_HOST: host }), ...(user !== '' && { XNAT_USER: user }) };
  const variables = { ...STAND_INS, ...given };
  const isGiven = (name: ServiceVariable) =>
    environment.has(name) || Object.hasOwn(given, name) || (name === 'XNAT_PASS' && passwordSource !== '');
  const madeUp = SERVICE_VARIABLES.filter((name) => !isGiven(name));
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
