import type { RuleCode } from '../registry';
import { COMMAND_RULES } from './command-rules';
import { CONTAINER_RULES } from './container-rules';
import { DOCKERFILE_RULES } from './dockerfile-rules';
import { INPUT_RULES } from './input-rules';
import { JSON_RULES } from './json-rules';
import { OUTPUT_RULES } from './output-rules';
import type { RuleDocumentation } from './rule-documentation';
import { SECRET_RULES } from './secret-rules';
import { WRAPPER_RULES } from './wrapper-rules';

/** One chapter of the rules' page. */
export interface RuleChapter {
  readonly title: string;
  readonly rules: Readonly<Partial<Record<RuleCode, RuleDocumentation>>>;
}

/** What every rule means, family by family, in the order of the page. */
export const RULE_CHAPTERS: readonly RuleChapter[] = [
  { title: 'Secrets and credentials', rules: SECRET_RULES },
  { title: 'How a Command is written', rules: JSON_RULES },
  { title: 'The Command, its image and its command line', rules: COMMAND_RULES },
  { title: 'What the container gets', rules: CONTAINER_RULES },
  { title: 'Inputs and templates', rules: INPUT_RULES },
  { title: 'Wrappers, their inputs and matchers', rules: WRAPPER_RULES },
  { title: 'Outputs and their handlers', rules: OUTPUT_RULES },
  { title: 'Dockerfiles and the labels in them', rules: DOCKERFILE_RULES },
];
