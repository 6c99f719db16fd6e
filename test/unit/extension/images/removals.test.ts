import { deepEqual, equal } from 'node:assert/strict';
import { listedHost } from '../../../support/docker-hosts';
import { removalQuestion, removalsOf, removalSummary } from '../../../../src/extension/images/removals';
import type { ImageOfHost } from '../../../../src/extension/images/row';

const host = listedHost('Scanner room');

const imageOf = (id: string, tags: readonly string[], on = host): ImageOfHost => ({
  host: on,
  image: { id: `sha256:${id}`, tags, labels: {}, size: 1, created: new Date(0) },
  name: tags[0],
});
const segment = imageOf('1', ['lab/segment:1.2', 'other/segment:1.2']);
const dangling = imageOf('0123456789abcdef', []);

const questionOf = (...images: readonly ImageOfHost[]) => removalQuestion(removalsOf(images));

describe('Removing images', () => {
  it('takes every name of an image once, however many rows it stands in, and an image without a name by its id', () => {
    deepEqual(
      removalsOf([segment, { ...segment, name: 'other/segment:1.2' }, dangling]).map(({ id, name }) => name ?? id),
      ['lab/segment:1.2', 'other/segment:1.2', 'sha256:0123456789abcdef'],
    );
  });

  it('tells images of one id on two hosts apart', () => {
    equal(removalsOf([dangling, imageOf('0123456789abcdef', [], listedHost('Here'))]).length, 2);
  });

  it('asks about one by its name', () => {
    deepEqual(questionOf(imageOf('1', ['lab/a:1'])), {
      question: 'Remove lab/a:1 from Scanner room?',
      detail: 'An image goes with its last name. It can be pulled or built again.',
    });
    equal(questionOf(dangling).question, 'Remove 0123456789ab from Scanner room?');
  });

  it('asks about several by their number, and lists which', () => {
    const { question, detail } = questionOf(segment, imageOf('2', ['lab/a:1']), dangling);
    equal(question, 'Remove 3 images, with 4 names, from Scanner room?');
    deepEqual(detail.split('\n').slice(0, 4), ['lab/segment:1.2, other/segment:1.2', 'lab/a:1', '0123456789ab', '']);
    equal(questionOf(segment).question, 'Remove 2 names of an image from Scanner room?');
  });

  it('does not list what no screen would hold', () => {
    const many = Array.from({ length: 1200 }, (_, index) => imageOf(`${index}`, [`lab/a:${index}`]));
    const { question, detail } = questionOf(...many);
    equal(question, 'Remove 1,200 images from Scanner room?');
    equal(detail.split('\n')[10], '… and 1,190 more');
  });

  it('names every host', () => {
    const { question } = questionOf(imageOf('1', ['a:1']), imageOf('2', ['b:1'], listedHost('Here')));
    equal(question, 'Remove 2 images from 2 Docker hosts: Scanner room, Here?');
  });

  const ENDED = { lost: [], isCancelled: false } as const;

  it('says at the end what stays and why, and nothing where all went', () => {
    equal(removalSummary({ asked: 2, removed: 2, refused: [], ...ENDED }), undefined);
    const refused = [{ title: 'lab/a:1', reason: 'A container uses it.' }];
    equal(removalSummary({ asked: 1, removed: 0, refused, ...ENDED }), 'lab/a:1 stays: A container uses it.');
    equal(
      removalSummary({ asked: 3, removed: 2, refused, ...ENDED }),
      'Removed 2 of 3. lab/a:1 stays: A container uses it.',
    );
  });

  it('says how far it came when the engine went away, or the person cancelled', () => {
    const lost = ['The engine has gone.', 'The other one, too.'];
    const some = { asked: 3, removed: 1, refused: [] };
    equal(
      removalSummary({ ...some, lost, isCancelled: false }),
      'The engine has gone. The other one, too. Removed 1 of 3.',
    );
    equal(removalSummary({ ...some, lost: [], isCancelled: true }), 'Removed 1 of 3.');
    equal(removalSummary({ asked: 1, removed: 0, refused: [], lost: [], isCancelled: true }), undefined);
    equal(
      removalSummary({ ...some, lost: lost.slice(0, 1), isCancelled: true }),
      'The engine has gone. Removed 1 of 3.',
    );
  });

  it('gives a few of many reasons', () => {
    const refused = Array.from({ length: 9 }, (_, index) => ({ title: `a:${index}`, reason: 'It is used.' }));
    const summary = removalSummary({ asked: 9, removed: 0, refused, ...ENDED }) ?? '';
    equal(summary.match(/stays/g)?.length, 4);
    equal(summary.endsWith('5 more stay for reasons like these.'), true);
  });
});
