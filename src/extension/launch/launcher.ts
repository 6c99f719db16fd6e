import { basename, dirname, resolve } from 'node:path';
import * as vscode from 'vscode';
import { createCommandDocument } from '../../command/document/command-document';
import { placesIn } from '../../command/document/describe-place';
import type { Wrapper } from '../../command/model/command';
import type { LaunchInput } from '../../launch-file/launch-file';
import { possibleChoices, questionsFor } from '../../launch/questions';
import { storedCommand } from '../../resolution/stored-command';
import type { FormTarget } from '../../webview/protocol';
import { valuesOf } from '../form/form-answers';
import { LaunchForms } from '../form/launch-forms';
import { askChoices } from './ask-choices';
import { askQuestions } from './ask-questions';
import { lastAnswers, lastWrapper, rememberAnswers } from './last-answers';
import { launchAnswers } from './launch-answers';
import type { LaunchServices } from './launch-services';
import { chooseWrapper, findCommand, type CommandToLaunch } from './launch-target';
import { runLaunchFile } from './run-launch-file';
import { saveLaunchFile } from './save-launch-file';

/** More questions than this are asked in a form. */
const MOST_QUESTIONS = 3;

type Answers = ReadonlyMap<string, LaunchInput>;

/** Launches Commands as a person asks for it. Whatever stands in the way is told them; giving up ends quietly. */
export class Launcher {
  readonly forms: LaunchForms;

  constructor(private readonly services: LaunchServices) {
    const { context, secrets, log } = services;
    this.forms = new LaunchForms({
      extensionUri: context.extensionUri,
      secrets,
      log,
      launch: (form, answers) => this.withForm(form, (target, wrapper) => this.run(target, wrapper, answers)),
      save: (form, answers) => this.withForm(form, (target, wrapper) => saveLaunchFile(target, wrapper, answers)),
    });
  }

  /**
   * Asks for what is missing and launches: at once where there is nothing to ask, in boxes where there is little, in a form
   * where there is more.
   *
   * @param argument what the caller handed over: a code lens's target, a file's address, or nothing
   */
  async launch(argument: unknown): Promise<void> {
    const chosen = await this.choose(argument);
    if (chosen === undefined) return;
    const { target, wrapper } = chosen;
    const { command } = target.bound;
    const questions = questionsFor(command, wrapper);
    const choices = possibleChoices(wrapper);
    if (questions.length + choices.length > MOST_QUESTIONS) {
      this.showForm(target, wrapper);
      return;
    }
    const asked = await askQuestions(questions, { ...asking(target), last: this.lastAnswers(target, wrapper) });
    if (asked === undefined) return;
    const source = { command: storedCommand(command), wrapper, resolvePath: pathResolver(target.uri) };
    const answers = choices.length === 0 ? asked : await askChoices(source, asked, asking(target).title);
    if (answers !== undefined) await this.run(target, wrapper, answers);
  }

  /** Shows the form, also where nothing needs asking. */
  async launchWithInputs(argument: unknown): Promise<void> {
    const chosen = await this.choose(argument);
    if (chosen !== undefined) this.showForm(chosen.target, chosen.wrapper);
  }

  /**
   * Launches as the last time, or as the time that the argument tells of. What was not kept, because it is sensitive, is
   * asked for. The first time it is a launch like any other.
   *
   * @param argument as for `launch`; from the history with the answers of a run
   */
  async runAgain(argument: unknown): Promise<void> {
    const target = await findCommand(argument);
    if (target === undefined) return;
    const wrapper = this.lastWrapper(target);
    const answers = wrapper && (answersIn(argument) ?? this.lastAnswers(target, wrapper));
    if (wrapper === undefined || answers === undefined) {
      await this.launch(argument);
      return;
    }
    const { command } = target.bound;
    const open = questionsFor(command, wrapper).filter(({ name }) => !answers.has(name));
    const asked = await askQuestions(open, { ...asking(target), last: undefined });
    if (asked !== undefined) await this.run(target, wrapper, new Map([...answers, ...asked]));
  }

  /** Saves the last launch of a Command as a launch file. */
  async saveAsLaunchFile(argument: unknown): Promise<void> {
    const target = await findCommand(argument);
    if (target === undefined) return;
    const wrapper = this.lastWrapper(target) ?? (await chooseWrapper(target));
    if (wrapper !== undefined) await saveLaunchFile(target, wrapper, this.lastAnswers(target, wrapper) ?? new Map());
  }

  /** Runs a launch file; which one, the argument tells, the active editor, or the person. */
  async runLaunchFile(argument: unknown): Promise<void> {
    await runLaunchFile(this.services, argument);
  }

  private async choose(
    argument: unknown,
  ): Promise<{ readonly target: CommandToLaunch; readonly wrapper: Wrapper } | undefined> {
    const target = await findCommand(argument);
    const wrapper = target && (await chooseWrapper(target));
    return target === undefined || wrapper === undefined ? undefined : { target, wrapper };
  }

  private showForm({ uri, bound }: CommandToLaunch, wrapper: Wrapper): void {
    const last = lastAnswers(this.services.context.workspaceState, { uri, wrapper: wrapper.name }) ?? new Map();
    const stored = storedCommand(bound.command).wrappers.find(({ name }) => name === wrapper.name) ?? wrapper;
    this.forms.show({ uri: uri.toString(), wrapper: wrapper.name }, valuesOf(last, stored));
  }

  /** Goes on with the Command that a form is of, as it is by now. */
  private async withForm(
    form: FormTarget,
    goOn: (target: CommandToLaunch, wrapper: Wrapper) => Promise<void>,
  ): Promise<void> {
    const chosen = await this.choose(form);
    if (chosen !== undefined) await goOn(chosen.target, chosen.wrapper);
  }

  private lastWrapper({ uri, bound, wrapperName }: CommandToLaunch): Wrapper | undefined {
    const last = wrapperName ?? lastWrapper(this.services.context.workspaceState, uri);
    return bound.command.wrappers.find(({ name }) => name === last);
  }

  private lastAnswers({ uri }: CommandToLaunch, { name }: Wrapper): Answers | undefined {
    return lastAnswers(this.services.context.workspaceState, { uri, wrapper: name });
  }

  private async run({ uri, text, bound }: CommandToLaunch, wrapper: Wrapper, answers: Answers): Promise<void> {
    const { workspaceState } = this.services.context;
    await rememberAnswers(workspaceState, { uri, wrapper: wrapper.name }, bound.command, answers);
    await launchAnswers(this.services, {
      source: uri.toString(),
      command: storedCommand(bound.command),
      wrapper,
      inputs: answers,
      objects: new Map(),
      otherCommands: [],
      environment: new Map(),
      notes: [],
      engine: undefined,
      placeOf: (pointer) => placesIn(createCommandDocument(text, 'create'), basename(uri.fsPath))(pointer),
      placeInFile: undefined,
      resolvePath: pathResolver(uri),
    });
  }
}

/** Heading of the questions, and where choosing a folder begins. */
const asking = ({ uri, bound }: CommandToLaunch) => ({
  title: bound.command.name ?? 'Command',
  start: vscode.Uri.file(dirname(uri.fsPath)),
});

/** The answers of a run that the history hands over, as it keeps them: a list of names with what was given. */
function answersIn(argument: unknown): Answers | undefined {
  if (typeof argument !== 'object' || argument === null || !('answers' in argument)) return undefined;
  const { answers } = argument;
  return Array.isArray(answers) ? new Map(answers as readonly (readonly [string, LaunchInput])[]) : undefined;
}

/** Makes a path absolute: relative to the Command. */
const pathResolver = (uri: vscode.Uri) => (path: string) => resolve(dirname(uri.fsPath), path);
