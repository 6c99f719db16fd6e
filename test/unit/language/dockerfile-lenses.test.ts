import { deepEqual } from 'node:assert/strict';
import { bindDocument } from '../../../src/command/binding/bind-command';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { readLabelledDockerfile } from '../../../src/command/label/labelled-dockerfile';
import { dockerfileLenses, nearFiles, type CommandInFile } from '../../../src/language/dockerfile-lenses';

const file = (uri: string, text: string): CommandInFile => ({
  uri,
  command: bindDocument(createCommandDocument(text, 'create')).commands[0]!,
});

const lenses = (dockerfile: string, ...files: readonly CommandInFile[]) =>
  dockerfileLenses(readLabelledDockerfile(dockerfile), files).map(({ title, action }) => [title, action.kind]);

const LABELLED = `FROM a\nLABEL org.nrg.commands='[{"name":"a","version":"1"},{"name":"b"}]'\n`;
const BUILD = ['Build image…', 'build'];

describe('The lenses of a Dockerfile', () => {
  it('count the Commands of its label', () => {
    deepEqual(lenses(LABELLED), [['2 Commands', 'none'], ['Open', 'open'], BUILD]);
  });

  it('tell where they differ from the files', () => {
    deepEqual(lenses(LABELLED, file('file:///w/command.json', '{"name":"a","version":"2"}')), [
      ['2 Commands', 'none'],
      ['Open', 'open'],
      ['Update from file', 'update'],
      ['Differs from command.json in 1 place', 'compare'],
      BUILD,
    ]);
  });

  it('tell in a tooltip what differs', () => {
    const files = [file('file:///w/command.json', '{"name":"a","version":"2"}')];
    const tooltips = dockerfileLenses(readLabelledDockerfile(LABELLED), files).flatMap(({ tooltip }) => tooltip ?? []);
    deepEqual(tooltips, ['version: "1" in the label, "2" in command.json']);
  });

  it('tell that they are the same', () => {
    deepEqual(lenses(LABELLED, file('file:///w/a%20b.command.json', '{"version":"1","name":"a"}')), [
      ['2 Commands', 'none'],
      ['Open', 'open'],
      ['Same as a b.command.json', 'none'],
      BUILD,
    ]);
  });

  it('offer a label where there is none but a Command is near', () => {
    deepEqual(lenses('FROM a\n', file('file:///w/command.json', '{"name":"a"}')), [
      ['Write LABEL from command.json', 'write'],
      BUILD,
    ]);
    deepEqual(lenses('FROM a\n'), []);
    deepEqual(lenses('# nothing\n', file('file:///w/command.json', '{"name":"a"}')), []);
  });

  it('offer to write a label anew that cannot be read', () => {
    deepEqual(lenses('FROM a\nLABEL org.nrg.commands="[{"\n', file('file:///w/command.json', '{"name":"a"}')), [
      ['Update from file…', 'write'],
      BUILD,
    ]);
  });
});

describe('Files near a Dockerfile', () => {
  it('are in its folder, above or below, the nearest first', () => {
    const files = ['file:///w/a/x/y/1', 'file:///w/2', 'file:///w/a/3', 'file:///w/b/4'].map((uri) => ({ uri }));
    deepEqual(
      nearFiles('file:///w/a/Dockerfile', files).map(({ uri }) => uri.slice(-1)),
      ['3', '2', '1'],
    );
  });
});
