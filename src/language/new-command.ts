import { writeJson, type JsonToWrite } from '../command/document/write-json';
import { asName, asText, mountPart, outputPart, resourceHandlerPart, type Part } from './pieces/parts';
import { contextFor, inputNameFor, startingWords, type StartingPoint } from './pieces/wrapper-part';

/** What a new Command is made from. */
export interface NewCommandAnswers {
  /** Image reference; one without a tag gets `latest`. */
  readonly image: string;
  readonly runsOn: StartingPoint;
  /** `files`: what the tool writes is stored as a resource. `assessor`: one XML file becomes an assessor of the session. */
  readonly givesBack: ResultKind;
}

export type ResultKind = 'nothing' | 'files' | 'assessor';

/** What a Command on a starting point can give back: a site has nothing to store it under, only sessions have assessors. */
export function resultsFor(runsOn: StartingPoint): readonly ResultKind[] {
  if (runsOn === 'site') return ['nothing'];
  return runsOn === 'Session' ? ['files', 'assessor', 'nothing'] : ['files', 'nothing'];
}

/** The text of a Command that works as it is, for the author to go on from; two spaces, LF, a final line end. */
export function newCommandText(answers: NewCommandAnswers): string {
  const command = newCommand(answers);
  const style = { indent: '  ', lineEnd: '\n', quote: '"', colon: ': ', margin: '', shape: 'lines' } as const;
  return `${writeJson(command, style)}\n`;
}

function newCommand({ image, runsOn, givesBack }: NewCommandAnswers): Part {
  const reference = image.trim();
  const tool = toolName(reference);
  const feedsFiles = runsOn !== 'site' && runsOn !== 'Subject';
  const storesResult = givesBack !== 'nothing' && resultsFor(runsOn).includes(givesBack);
  const result = givesBack === 'assessor' ? { path: 'assessor.xml' } : {};
  return {
    name: tool,
    label: tool,
    description: `Runs ${tool} on ${startingWords(runsOn)}`,
    version: '1.0',
    'schema-version': '1.0',
    image: /:[\w.-]+$/.test(reference) || reference.includes('@') ? reference : `${reference}:latest`,
    type: 'docker',
    'command-line': [
      tool,
      ...(runsOn === 'Subject' ? ['#subject-label#'] : []),
      ...(feedsFiles ? ['/input'] : []),
      ...(storesResult ? ['/output'] : []),
    ].join(' '),
    mounts: [
      ...(feedsFiles ? [mountPart('input', '/input', 'read')] : []),
      ...(storesResult ? [mountPart('output', '/output', 'write')] : []),
    ],
    inputs:
      runsOn === 'Subject'
        ? [{ name: 'subject-label', description: 'Label of the subject', type: 'string', required: true }]
        : [],
    outputs: storesResult ? [{ ...withoutPath(outputPart('result', 'output', asText)), ...result }] : [],
    xnat: [wrapper(tool, runsOn, storesResult ? givesBack : 'nothing')],
  };
}

function wrapper(tool: string, runsOn: StartingPoint, givesBack: ResultKind): Part {
  const head = {
    name: `${tool}-${runsOn === 'site' ? 'site' : inputNameFor(runsOn)}`,
    label: tool,
    description: `Run ${tool} on ${startingWords(runsOn)}`,
    contexts: [contextFor(runsOn)],
  };
  if (runsOn === 'site') return { ...head, 'external-inputs': [], 'derived-inputs': [], 'output-handlers': [] };
  const name = inputNameFor(runsOn);
  const input: Part = {
    name,
    description: `The ${name.replaceAll('-', ' ')} to run on`,
    type: runsOn,
    required: true,
    ...(runsOn !== 'Subject' && { 'provides-files-for-command-mount': 'input' }),
  };
  return {
    ...head,
    'external-inputs': [input],
    'derived-inputs': runsOn === 'Subject' ? [subjectLabel(name)] : [],
    'output-handlers': handlers(name, givesBack),
  };
}

/** Subjects have no files of their own to mount: the tool is told which one it is about. */
function subjectLabel(subject: string): Part {
  return {
    name: 'label-of-subject',
    description: 'Label of the subject',
    type: 'string',
    'derived-from-wrapper-input': subject,
    'derived-from-xnat-object-property': 'label',
    required: true,
    'provides-value-for-command-input': 'subject-label',
  };
}

function handlers(target: string, givesBack: ResultKind): readonly JsonToWrite[] {
  switch (givesBack) {
    case 'nothing':
      return [];
    case 'files':
      return [resourceHandlerPart('result-resource', 'result', target, 'RESULT')];
    case 'assessor':
      return [
        {
          name: 'result-assessor',
          'accepts-command-output': 'result',
          'as-a-child-of': target,
          type: 'Assessor',
          'xsi-type': 'xnat:qcManualAssessorData',
        },
      ];
  }
}

function withoutPath({ name, mount, required }: Part): Part {
  return { name: name ?? '', description: 'What the tool writes', mount: mount ?? '', required: required ?? true };
}

/** The last part of an image's name, without registry, tag and digest. */
function toolName(image: string): string {
  const name =
    image
      .replace(/@.*$/, '')
      .replace(/:[^/]*$/, '')
      .split('/')
      .at(-1) ?? '';
  return asName(name.toLowerCase(), 'my-tool');
}
