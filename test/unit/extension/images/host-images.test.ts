import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { connect, findEndpoints, machineSurroundings } from '../../../../src/docker';
import { createHostImages, type HostImages } from '../../../../src/extension/images/host-images';
import { eventually } from '../../../support/eventually';
import { manyImages } from '../../../support/many-images';
import { recordedImage, type RecordedEngine, startRecordedEngine } from '../../../support/recorded-engine';

describe('The images of a host', () => {
  let engine: RecordedEngine;
  let images: HostImages;
  let changes: number;

  beforeEach(async () => {
    engine = await startRecordedEngine([recordedImage('lab/a:1'), recordedImage(undefined)]);
    changes = 0;
    images = createHostImages({
      connect: (signal) => connect(findEndpoints(machineSurroundings(engine.endpoint)), signal),
      onChange: () => {
        changes++;
      },
      onError: (error) => {
        throw error;
      },
    });
  });

  afterEach(async () => {
    images.rest();
    await engine.close();
  });

  const names = () => {
    ok(images.state.kind === 'connected', images.state.kind);
    return images.state.images.map(({ tags }) => tags.join());
  };
  const failure = () => {
    ok(images.state.kind === 'failed', images.state.kind);
    return images.state.failure;
  };
  const lists = () => engine.requests.filter((request) => request === 'GET /images/json').length;

  it('are asked for by nobody but who wants to see them', () => {
    equal(images.state.kind, 'not-asked');
    deepEqual(engine.requests, []);
  });

  it('come with one request, however many they are', async () => {
    engine.images = manyImages(5000);
    await images.follow();
    equal(names().length, 5000);
    deepEqual([...engine.requests].sort(), ['GET /events', 'GET /images/json', 'GET /version']);
  });

  it('are listed anew after changes, once for many at a time', async () => {
    await images.follow();
    engine.images = [recordedImage('lab/b:1')];
    for (let count = 0; count < 20; count++) engine.emit('tag', 'x');
    await eventually(() => deepEqual(names(), ['lab/b:1']));
    equal(lists(), 2);
  });

  it('are not followed any longer when nobody looks, and stay known', async () => {
    await images.follow();
    images.rest();
    const before = changes;
    engine.images = [];
    engine.emit('delete', 'x');
    await images.follow();
    ok(changes > before);
    deepEqual(names(), []);
    equal(lists(), 2);
  });

  it('come back with an engine that was away', async () => {
    await images.follow();
    await engine.stop();
    await eventually(() => equal(images.state.kind, 'failed'));
    await engine.restart();
    await eventually(() => deepEqual(names(), ['lab/a:1', '']));
    engine.images = [recordedImage('lab/b:1')];
    await eventually(() => {
      engine.emit('load', 'x');
      deepEqual(names(), ['lab/b:1']);
    });
  });

  it('say why they cannot be had', async () => {
    engine.answer = () => ({ status: 500, body: { message: 'the disk is full' } });
    await images.follow();
    match(failure().message, /not a Docker engine/);
    engine.answer = (_, url) =>
      url.pathname.endsWith('/images/json') ? { status: 500, body: { message: 'the disk is full' } } : undefined;
    await images.follow();
    match(failure().message, /the disk is full/);
  });

  it('are not shown by an engine that is too old', async () => {
    engine.answer = () => ({
      status: 200,
      body: { Version: '19.03.15', ApiVersion: '1.40', Os: 'linux', Arch: 'arm64' },
    });
    await images.follow();
    const told = failure();
    equal(told.kind === 'unreachable' && told.cause, 'version');
    match(told.message, /Docker 19\.03\.15 there speaks no newer API than 1\.40/);
  });
});
