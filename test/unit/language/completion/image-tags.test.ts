import assert from 'node:assert/strict';
import { createCommandDocument } from '../../../../src/command/document/command-document';
import type { CompletionKnowledge } from '../../../../src/language/completion/completion';
import { repositoryAskedAt } from '../../../../src/language/completion/image-tags';
import { accepted, labels } from '../../../support/accept-completion';
import { marked } from '../../../support/marked-text';

/** The repository whose tags are asked for at the `|` of an image's name. */
function asked(image: string): string | undefined {
  return askedIn(`{"name": "tool", "image": "${image}"}`);
}

function askedIn(fixture: string): string | undefined {
  const { text, offsets } = marked(fixture);
  return repositoryAskedAt(createCommandDocument(text, 'create'), offsets[0]!);
}

const REPOSITORY = 'ghcr.io/lab/tool';
const knowledge: CompletionKnowledge = { repositoryTags: { repository: REPOSITORY, tags: ['latest', '1.10', '1.9'] } };

describe('Completion of an image’s tag', () => {
  it('asks about the repository before the colon', () => {
    assert.equal(asked('ghcr.io/lab/tool:|'), REPOSITORY);
    assert.equal(asked('ghcr.io/lab/tool:1.|9-rc_1'), REPOSITORY);
    assert.equal(asked('ghcr.io/lab/tool:1.9|'), REPOSITORY);
    assert.equal(asked(`ghcr.io/lab/tool:|@sha256:${'0'.repeat(64)}`), REPOSITORY);
    assert.equal(asked('localhost:5000/tool:|'), 'localhost:5000/tool');
    assert.equal(asked('busybox:|'), 'busybox');
    assert.equal(askedIn("{'image': 'ghcr.io/lab/tool:|'}"), REPOSITORY);
  });

  it('asks about nothing where no tag is', () => {
    assert.equal(asked('|ghcr.io/lab/tool:1.9'), undefined);
    assert.equal(asked('ghcr.io/lab/tool|:1.9'), undefined);
    assert.equal(asked('localhost:|5000/tool'), undefined);
    assert.equal(asked('ghcr.io/lab/tool@sha256:|'), undefined);
    assert.equal(asked('ghcr.io/lab/tool:1.9:|'), undefined);
    assert.equal(asked('ghcr.io/Lab/tool:|'), undefined);
    assert.equal(asked(':|'), undefined);
  });

  it('asks about the image of a Command alone', () => {
    assert.equal(askedIn('{"working-directory": "ghcr.io/lab/tool:|"}'), undefined);
    assert.equal(askedIn('{"ghcr.io/lab/tool:|": "image"}'), undefined);
    assert.equal(askedIn('{"xnat": [{"image": "ghcr.io/lab/tool:|"}]}'), undefined);
    assert.equal(askedIn('{"image": ghcr.io/lab/tool:|}'), undefined);
  });

  it('offers the tags in the registry’s order', () => {
    assert.deepEqual(labels('{"image": "ghcr.io/lab/tool:|"}', { knowledge }), ['latest', '1.10', '1.9']);
    assert.deepEqual(labels('{"image": "ghcr.io/lab/tool:1|"}', { knowledge }), ['1.10', '1.9']);
    assert.deepEqual(labels('{"image": "ghcr.io/lab/other:|"}', { knowledge }), []);
  });

  it('replaces the tag and nothing else', () => {
    const at = (image: string) => accepted(`{"image": "${image}", "name": "tool"}`, '1.10', { knowledge });
    assert.equal(at('ghcr.io/lab/tool:|'), '{"image": "ghcr.io/lab/tool:1.10|", "name": "tool"}');
    assert.equal(at('ghcr.io/lab/tool:1|.9'), '{"image": "ghcr.io/lab/tool:1.10|", "name": "tool"}');
    const digest = `@sha256:${'0'.repeat(64)}`;
    assert.equal(at(`ghcr.io/lab/tool:|1.9${digest}`), `{"image": "ghcr.io/lab/tool:1.10|${digest}", "name": "tool"}`);
  });

  it('offers an image of the engine by its tag, not a second time by its name', () => {
    const imageNames = [`${REPOSITORY}:1.9`, `${REPOSITORY}:local`, 'busybox:1.36'];
    assert.deepEqual(labels('{"image": "ghcr.io/lab/tool:|"}', { knowledge: { ...knowledge, imageNames } }), [
      'latest',
      '1.10',
      '1.9',
      `${REPOSITORY}:local`,
    ]);
  });
});
