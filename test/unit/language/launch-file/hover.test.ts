import { deepEqual, equal, match } from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import { launchHoverAt } from '../../../../src/language/launch-file/hover-launch-file';
import { launchDefinitionAt, launchLinks } from '../../../../src/language/launch-file/launch-links';
import { launchOutline } from '../../../../src/language/launch-file/launch-outline';
import { around, LAUNCHED } from '../../../support/launch-file-fixture';

const TEXT =
  '{"command": "c.json", "wrapper": "on-session", "inputs": {"session": {"folder": "d"}, "title": "x"},' +
  ' "secrets": ["report.token"], "environment": {"MODE": "m"}, "expect": {"outputs": {"result": 1}}}';
const document = createCommandDocument(TEXT, 'create');

const hoverOver = (text: string) =>
  launchHoverAt(document, TEXT.indexOf(text) + 1, around(), { storedSecrets: new Map([['report.token', 40]]) })
    ?.markdown ?? '';

describe('Hover in a launch file', () => {
  it('tells what a property means', () => {
    match(hoverOver('"command"'), /^\*\*command\*\*\n\nThe Command: the path of its file/);
    match(hoverOver('"d"'), /stands in for an object/);
    match(hoverOver('"outputs"'), /Number of files/);
  });

  it('tells what a name stands for in the Command', () => {
    match(hoverOver('"on-session"'), /\*\*Wrapper\*\* `on-session`/);
    match(hoverOver('"session":'), /\*\*External input\*\* `session`/);
    match(hoverOver('"title"'), /\*\*Input\*\* `title`[^]*First line/);
    match(hoverOver('"MODE"'), /\*\*Environment variable\*\*/);
    match(hoverOver('"result"'), /\*\*Output\*\*/);
  });

  it('tells whether a secret is stored', () => {
    match(hoverOver('"report.token"'), /stored here, 40 bytes/);
  });

  it('is nothing outside', () => {
    equal(launchHoverAt(document, 0, around()), undefined);
  });
});

describe('Navigation from a launch file', () => {
  it('goes to where the Command declares a name', () => {
    const found = launchDefinitionAt(document, TEXT.indexOf('"title"') + 2, around());
    equal(found?.uri, 'file:///commands/command.json');
    equal(LAUNCHED.slice(found.targetName.start, found.targetName.end), '"title"');
    equal(launchDefinitionAt(document, TEXT.indexOf('"inputs"') + 2, around()), undefined);
  });

  it('links to files that are there', () => {
    const links = launchLinks(document, around({ paths: { 'c.json': 'file', d: 'folder' } }));
    deepEqual(
      links.map(({ path, span }) => [path, TEXT.slice(span.start, span.end)]),
      [['c.json', 'c.json']],
    );
  });

  it('has an outline', () => {
    const [command, , inputs] = launchOutline(document);
    deepEqual([command?.name, command?.detail], ['command', 'c.json']);
    deepEqual(
      inputs?.children.map(({ name, detail }) => `${name} ${detail}`.trim()),
      ['session', 'title x'],
    );
  });

  it('has an outline without the values of variables', () => {
    const text = '{"command": "c.json", "environment": {"PASSWORD": "hunter2", "odd": {"deep": "hunter2"}}}';
    const items = launchOutline(createCommandDocument(text, 'create'));
    deepEqual(
      items[1]?.children.map(({ name }) => name),
      ['PASSWORD', 'odd'],
    );
    equal(JSON.stringify(items).includes('hunter2'), false);
  });
});
