import type { BoundCommand } from '../binding/bind-command';
import type { CommandDocument } from '../document/command-document';
import { locateCommand } from '../model/located-command';
import type { Problem } from '../problem';
import { readTemplates } from '../template/command-templates';
import { checkCommandProperties } from './checks/command';
import { checkCommandLine } from './checks/command-line';
import { checkDerivedInputs } from './checks/derived-inputs';
import { checkEnvironment } from './checks/environment';
import { checkImage } from './checks/image';
import { checkInputs } from './checks/inputs';
import { checkMounts } from './checks/mounts';
import { checkOutputHandlers } from './checks/output-handlers';
import { checkOutputs } from './checks/outputs';
import { checkResources } from './checks/resources';
import { checkSecrets } from './checks/secrets';
import { checkWrapperInputs } from './checks/wrapper-inputs';
import { checkWrappers } from './checks/wrappers';
import { createProblem, type Report } from './create-problem';

/**
 * What is wrong with one Command beyond what the server refuses, in no particular order: what it stores in silence and
 * then fails with, does wrong, or ignores.
 */
export function checkRules(document: CommandDocument, bound: BoundCommand): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (...problem) => {
    problems.push(createProblem(...problem));
  };
  const command = locateCommand(bound.command, bound.node, bound.pointer, document.mode);
  const templates = readTemplates(command);
  checkCommandProperties(command, report);
  checkImage(command, templates, report);
  checkCommandLine(command, document.text, templates, report);
  checkEnvironment(command, templates, report);
  checkResources(command, templates, report);
  checkMounts(command, templates, report);
  checkInputs(command, templates, report);
  checkOutputs(command, report);
  checkSecrets(command, templates, report);
  checkWrappers(command, report);
  checkWrapperInputs(command, report);
  checkDerivedInputs(command, report);
  checkOutputHandlers(command, templates, report);
  return problems;
}
