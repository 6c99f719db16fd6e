import { deepEqual, equal, match } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { repositoryOf } from '../../../../src/docker/registry/repository';
import type * as Tags from '../../../../src/extension/image-hosts/repository-tags';
import { standInForEditor } from '../../../support/editor-stand-in';

/** The extension's code, which asks for the editor as it is loaded. */
const load = createRequire(__filename);

describe('Tags of a repository', () => {
  let restore: () => void;
  let registry: Server;
  let address: string;
  /** What the registry was asked for. */
  let asked: string[];
  let answer: 'tags' | 'refusal' | 'nothing';

  before(() => ({ restore } = standInForEditor()));
  after(() => restore());

  beforeEach((done) => {
    asked = [];
    answer = 'tags';
    registry = createServer(({ url = '' }, response) => {
      asked.push(url);
      if (answer === 'tags') response.end(JSON.stringify({ tags: ['2.0', '1.0'] }));
      else if (answer === 'refusal') response.writeHead(403).end();
    }).listen(0, '127.0.0.1', done);
  });
  afterEach((done) => {
    registry.close(done);
    registry.closeAllConnections();
  });

  /** Asks for the tags of a repository as often as is said, with the registry as the only image host. */
  function tags() {
    address = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
    const { createRepositoryTags } = load('../../../../src/extension/image-hosts/repository-tags') as typeof Tags;
    const logged: string[] = [];
    let change: () => void = () => undefined;
    const hosts = {
      read: () => ({ hosts: [{ name: 'Lab', url: address, username: '', role: 'default' }], faults: [] }),
      onDidChange: (listener: () => void) => {
        change = listener;
        return { dispose: () => undefined };
      },
    };
    const log = { info: (line: string) => logged.push(line) };
    const repositories = createRepositoryTags(hosts as never, log as never);
    const list = (name: string, patience?: number, signal = new AbortController().signal) =>
      repositories.list(repositoryOf(name)!, signal, patience);
    return { list, logged, change: () => change() };
  }

  it('are asked for once, until the hosts change', async () => {
    const { list, change } = tags();
    deepEqual(await list(`${address}/lab/tool`), ['2.0', '1.0']);
    deepEqual(await list(`${address}/lab/tool`), ['2.0', '1.0']);
    deepEqual(asked, ['/v2/lab/tool/tags/list?n=500']);
    change();
    await list(`${address}/lab/tool`);
    equal(asked.length, 2);
  });

  it('are asked for anew after a minute', async () => {
    const { list } = tags();
    const { now } = Date;
    try {
      await list(`${address}/lab/tool`);
      Date.now = () => now() + 61_000;
      await list(`${address}/lab/tool`);
    } finally {
      Date.now = now;
    }
    equal(asked.length, 2);
  });

  it('are not asked of a registry that is no image host', async () => {
    const { list, logged } = tags();
    deepEqual(await list('localhost:1/lab/tool'), []);
    deepEqual([asked, logged], [[], []]);
  });

  it('are none where the registry refuses, which is logged once', async () => {
    answer = 'refusal';
    const { list, logged } = tags();
    deepEqual([await list(`${address}/lab/tool`), await list(`${address}/lab/tool`)], [[], []]);
    equal(logged.length, 1);
    match(logged[0]!, /^Tags of 127\.0\.0\.1:\d+\/lab\/tool: .* wants a user and a token \(403\)/);
    answer = 'tags';
    deepEqual(await list(`${address}/lab/tool`), ['2.0', '1.0']);
  });

  it('are not waited for longer than is said', async () => {
    answer = 'nothing';
    const { list, logged } = tags();
    deepEqual(await list(`${address}/lab/tool`, 20), []);
    match(logged.join(), /did not answer in 0\.02 seconds/);
  });

  it('are given up in silence', async () => {
    answer = 'nothing';
    const { list, logged } = tags();
    const giveUp = new AbortController();
    registry.once('request', () => giveUp.abort());
    deepEqual(await list(`${address}/lab/tool`, 60_000, giveUp.signal), []);
    deepEqual(logged, []);
  });
});
