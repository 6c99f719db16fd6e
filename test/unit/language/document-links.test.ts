import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../src/command/document/command-document';
import { commandReference, documentLinks, type CommandFinder } from '../../../src/language/document-links';

function links(text: string, findCommand: CommandFinder = () => undefined): readonly string[] {
  return documentLinks(createCommandDocument(text, 'create'), findCommand).map(
    ({ span, target, tooltip }) => `${text.slice(span.start, span.end)} -> ${target} (${tooltip})`,
  );
}

describe('Document links', () => {
  it('lead to the page about the tool', () => {
    assert.deepEqual(links('{"info-url": "https://example.org/tool"}'), [
      'https://example.org/tool -> https://example.org/tool (Page about the tool)',
    ]);
    assert.deepEqual(links('{"info-url": "www.example.org"}'), [
      'www.example.org -> https://www.example.org (Page about the tool)',
    ]);
  });

  it('lead nowhere but to web pages', () => {
    for (const target of ['javascript:alert(1)', 'file:///etc/passwd', 'command:x', 'http://', 'read the manual', '']) {
      assert.deepEqual(links(`{"info-url": "${target}"}`), []);
    }
  });

  it('lead to publications that the metadata name', () => {
    const text =
      '{"command-metadata": {"citation": [{"doi": "10.1000/xyz(1)"}, "doi:10.1000/2", "2010.1000/1", 10.1]}}';
    assert.deepEqual(links(text), [
      '10.1000/xyz(1) -> https://doi.org/10.1000/xyz(1) (Publication)',
      'doi:10.1000/2 -> https://doi.org/10.1000/2 (Publication)',
    ]);
  });

  it('lead to no publication that has half a character in its name', () => {
    assert.deepEqual(links('{"command-metadata": {"d": "10.1234/\\ud800"}}'), []);
    assert.deepEqual(links('{"command-metadata": {"d": "10.1234/\\ud83d\\ude00"}}'), [
      '10.1234/\\ud83d\\ude00 -> https://doi.org/10.1234/%F0%9F%98%80 (Publication)',
    ]);
  });

  it('lead to setup and wrapup Commands that can be found', () => {
    const known: CommandFinder = ({ image, name }) =>
      image === 'a/b:1' ? `file:///${name ?? 'only'}.json` : undefined;
    const text =
      '{"xnat": [{"derived-inputs": [{"via-setup-command": "a/b:1:bids"}, {"via-setup-command": "a/c:1"}],' +
      ' "output-handlers": [{"via-wrapup-command": "a/b:1"}]}]}';
    assert.deepEqual(links(text, known), [
      'a/b:1:bids -> file:///bids.json (Setup Command)',
      'a/b:1 -> file:///only.json (Wrapup Command)',
    ]);
  });

  it('take references apart at the colons, as the server does', () => {
    assert.deepEqual(commandReference('a/b:1:bids'), { image: 'a/b:1', name: 'bids' });
    assert.deepEqual(commandReference('a/b:1:bids:x'), { image: 'a/b:1', name: 'bids:x' });
    assert.deepEqual(commandReference('a/b'), { image: 'a/b', name: undefined });
    assert.deepEqual(commandReference('host:5000/a/b:1'), { image: 'host:5000/a/b', name: '1' });
  });
});
