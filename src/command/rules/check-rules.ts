import type { BoundDocument } from '../binding/bind-command';
import type { CommandDocument } from '../document/command-document';
import { isBlank } from '../model/blank';
import type { LocatedCommand } from '../model/located-command';
import type { Problem } from '../problem';
import { MOST_PROBLEMS_COLLECTED } from '../problem-limits';
import { readTemplates } from '../template/command-templates';
import { checkCommandProperties, checkLabel } from './checks/command';
import { checkCommandLine } from './checks/command-line';
import { checkCredentials } from './checks/credentials';
import { checkDerivedInputs } from './checks/derived-inputs';
import { checkEnvironment } from './checks/environment';
import { checkImage } from './checks/image';
import { checkInputs } from './checks/inputs';
import { checkInvisibleCharacters } from './checks/invisible-characters';
import { checkJsonDialect } from './checks/json-dialect';
import { checkJsonPaths } from './checks/json-paths';
import { checkMatchers } from './checks/matchers';
import { checkMounts } from './checks/mounts';
import { checkOutputHandlers } from './checks/output-handlers';
import { checkOutputs } from './checks/outputs';
import { checkProperties } from './checks/properties';
import { checkReplacementKeys } from './checks/replacement-keys';
import { checkResources } from './checks/resources';
import { checkSecrets } from './checks/secrets';
import { checkTemplates } from './checks/templates';
import { checkWrapperInputs } from './checks/wrapper-inputs';
import { checkWrappers } from './checks/wrappers';
import { createProblem, type Report } from './create-problem';

/**
 * What is wrong with the Commands of a document beyond what the server refuses, in no particular order: what it stores in
 * silence and then fails with, does wrong, or ignores.
 *
 * @param image the image that a request names besides the text, if it does
 */
export function checkRules(document: CommandDocument, { commands }: BoundDocument, image?: string): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, place, message, details) => {
    if (problems.length === MOST_PROBLEMS_COLLECTED) return;
    problems.push(createProblem(code, place, typeof message === 'string' ? message : message(), details));
  };
  checkJsonDialect(document, report);
  const located = commands.map((command) => command.located);
  if (document.mode === 'label') checkLabel(located, report);
  for (const command of located) checkOne(document, command, image, report);
  return problems;
}

function checkOne(document: CommandDocument, command: LocatedCommand, image: string | undefined, report: Report): void {
  const templates = readTemplates(command);
  checkProperties(command, report);
  checkCommandProperties(command, report);
  if (isBlank(image) || command.mode === 'update') checkImage(command, templates, report);
  checkInvisibleCharacters(command, document.text, report);
  checkCommandLine(command, document.text, templates, report);
  checkEnvironment(command, templates, report);
  checkResources(command, templates, report);
  checkMounts(command, templates, report);
  checkInputs(command, templates, report);
  checkOutputs(command, templates, report);
  checkSecrets(command, templates, report);
  checkWrappers(command, report);
  checkWrapperInputs(command, report);
  checkDerivedInputs(command, report);
  checkOutputHandlers(command, templates, report);
  checkTemplates(document, command, templates, report);
  checkJsonPaths(document, command, templates, report);
  checkReplacementKeys(command, templates, report);
  checkMatchers(document, command, templates, report);
  checkCredentials(command, templates, report);
}
