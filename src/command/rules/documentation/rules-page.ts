import { RULES, type RuleCode } from '../registry';
import { RULE_CHAPTERS } from './rule-chapters';
import type { RuleDocumentation } from './rule-documentation';

const SEVERITIES = { error: 'Error', warning: 'Warning', information: 'Information', hint: 'Hint' } as const;
const TIMES = {
  create: 'bites when the Command is stored',
  launch: 'bites at launch',
  advice: 'advice',
} as const;

const INTRODUCTION = `# Rules

What XNAT Commands says about a Command, rule by rule. The facts are those of Container Service 3.7.3.

Each rule has a code, a severity, and a time at which it bites: when the Command is stored (the server refuses it), at
launch (the server stores it, and the launch fails or does the wrong thing), or never (advice). To weigh a rule otherwise,
or to hear nothing of it, name it in the setting \`xnatCommands.rules\`, which the command line reads too:

\`\`\`json
{ "xnatCommands.rules": { "mount-unused": "off", "version-missing": "warning" } }
\`\`\`

The choices are \`error\`, \`warning\`, \`information\`, \`hint\` and \`off\`. What the server does with a Command does not change
by them.
`;

/** The page of all rules as Markdown. The anchor of a rule is its code, to which every problem links. */
export function rulesPage(): string {
  const contents = RULE_CHAPTERS.map(({ title }) => `- [${title}](#${anchorOf(title)})`).join('\n');
  const chapters = RULE_CHAPTERS.map(({ title, rules }) => {
    const entries = Object.entries(rules) as [RuleCode, RuleDocumentation][];
    return `## ${title}\n\n${entries.map(([code, documentation]) => ruleSection(code, documentation)).join('\n')}`;
  });
  return `${INTRODUCTION}\n${contents}\n\n${chapters.join('\n')}`;
}

function ruleSection(code: RuleCode, { title, text, wrong, right }: RuleDocumentation): string {
  const { severity, when } = RULES[code];
  return `### ${code}

**${title}.** ${SEVERITIES[severity]}, ${TIMES[when]}.

${text}

| | |
| --- | --- |
| Wrong | ${cell(wrong)} |
| Right | ${cell(right)} |
`;
}

/** Code in a cell of a table, in which a bar would end the cell. */
function cell(code: string): string {
  const escaped = code.replaceAll('|', '\\|');
  return code.includes('`') ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}

/** The anchor that GitHub gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}
