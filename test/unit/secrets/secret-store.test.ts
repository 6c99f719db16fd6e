import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createSecretStore } from '../../../src/secrets/secret-store';
import { SecretValue } from '../../../src/secrets/secret-value';
import { memoryStorage } from '../../support/memory-storage';

const TEXT = 'täglich-wechselnd';

describe('a secret value', () => {
  const value = new SecretValue(TEXT);

  it('shows itself only when it is asked to', () => {
    assert.equal(value.reveal(), TEXT);
    const shown = [
      String(value),
      JSON.stringify({ deep: [value] }),
      inspect({ deep: value }, { showHidden: true, depth: 9 }),
      JSON.stringify(Object.entries(value)),
      JSON.stringify(structuredClone({ value })),
      new Error('failed', { cause: value }).stack ?? '',
    ];
    for (const text of shown) assert.ok(!text.includes(TEXT), text);
    assert.equal(JSON.stringify(value), '"•••"');
  });

  it('tells its length in bytes', () => {
    assert.equal(value.byteLength, 18);
  });
});

describe('the secret store', () => {
  it('keeps values and tells names, presence and length', async () => {
    const { values, names } = memoryStorage();
    const store = createSecretStore(values, names);
    await store.set('site.token', new SecretValue(TEXT));
    await store.set('aws.key', new SecretValue(''));
    assert.equal((await store.get('site.token'))?.reveal(), TEXT);
    assert.deepEqual(await store.list(['open.command', 'site.token']), [
      { name: 'aws.key', state: 'stored', byteLength: 0 },
      { name: 'open.command', state: 'not-stored' },
      { name: 'site.token', state: 'stored', byteLength: 18 },
    ]);
  });

  it('forgets name and value when cleared', async () => {
    const { values, names } = memoryStorage();
    const store = createSecretStore(values, names);
    await store.set('site.token', new SecretValue(TEXT));
    await store.clear('site.token');
    assert.equal(await store.get('site.token'), undefined);
    assert.deepEqual(await store.list([]), []);
    assert.equal(values.content.size, 0);
  });

  it('keeps nothing but names outside the encrypted storage', async () => {
    const { values, names } = memoryStorage();
    const store = createSecretStore(values, names);
    await store.set('site.token', new SecretValue(TEXT));
    await store.set('site.token', new SecretValue(`${TEXT}2`));
    assert.deepEqual([...names.content.values()], [['site.token']]);
  });

  it('lives with names that are damaged or behind', async () => {
    const { values, names } = memoryStorage();
    const store = createSecretStore(values, names);
    await store.set('site.token', new SecretValue(TEXT));
    names.content.forEach((_, key) => names.content.set(key, ['site.token', 'cleared.elsewhere', 7]));
    assert.deepEqual(
      (await store.list([])).map(({ name, state }) => `${name}: ${state}`),
      ['cleared.elsewhere: not-stored', 'site.token: stored'],
    );
    names.content.forEach((_, key) => names.content.set(key, { broken: true }));
    assert.deepEqual(await store.list([]), []);
  });

  it('passes on that the storage refuses', async () => {
    const { values, names } = memoryStorage();
    const store = createSecretStore({ ...values, get: () => Promise.reject(new Error('keyring locked')) }, names);
    await assert.rejects(store.get('site.token'), /keyring locked/);
  });
});
