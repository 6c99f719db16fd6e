import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { ImageHost } from '../../../../src/docker/registry/image-host';
import {
  kubectlLines,
  kubernetesNameFault,
  pullSecretManifest,
  pullSecretTemplate,
  secretNameFor,
  serviceAccountManifest,
  serviceAccountPatch,
} from '../../../../src/docker/registry/kubernetes';
import { SecretValue } from '../../../../src/secrets/secret-value';

const HOST: ImageHost = { name: 'Lab images', url: 'ghcr.io', username: "o'cto", role: 'further' };
const PLACE = { secret: 'lab-images-pull', namespace: 'xnat', serviceAccount: 'default' };

describe('a pull secret for Kubernetes', () => {
  it('holds what kubectl would put there', () => {
    const manifest = pullSecretManifest(HOST, PLACE, new SecretValue('a<b>&"\\ü'));
    const [, data = ''] = /\.dockerconfigjson: (\S+)\n/.exec(manifest) ?? [];
    equal(
      Buffer.from(data, 'base64').toString(),
      String.raw`{"auths":{"ghcr.io":{"username":"o'cto","password":"a\u003cb\u003e\u0026\"\\ü","auth":"bydjdG86YTxiPiYiXMO8"}}}`,
    );
    match(manifest, /^apiVersion: v1\ndata:\n {2}\.dockerconfigjson: /);
    match(manifest, /metadata:\n {2}creationTimestamp: null\n {2}name: lab-images-pull\n {2}namespace: xnat\n/);
  });

  it('can be had with the token left out', () => {
    match(pullSecretTemplate(HOST, PLACE), /\.dockerconfigjson: BASE64_OF_DOCKER_CONFIG\n/);
    doesNotMatch(kubectlLines(HOST, PLACE), /--docker-password/);
  });

  it('comes from lines that a shell takes, with the token by standard input', function () {
    const [, pipe = ''] = /^printf '%s' "\$TOKEN" \| (.*) \|$/m.exec(kubectlLines(HOST, PLACE)) ?? [];
    let printed: string;
    try {
      printed = execFileSync('/bin/sh', ['-c', pipe], { input: 'a<b>&"\\ü' }).toString();
    } catch (error) {
      console.log('jq is not here, so the lines were not run:', (error as Error).message.split('\n')[0]);
      this.skip();
    }
    deepEqual(JSON.parse(printed), {
      auths: { 'ghcr.io': { username: "o'cto", password: 'a<b>&"\\ü', auth: 'bydjdG86YTxiPiYiXMO8' } },
    });
  });

  it('is given to the account that the pods run under', () => {
    equal(
      serviceAccountPatch(PLACE),
      `kubectl patch serviceaccount default --namespace xnat --patch '{"imagePullSecrets":[{"name":"lab-images-pull"}]}'`,
    );
    match(serviceAccountManifest({ ...PLACE, namespace: '12' }), /name: default\n {2}namespace: "12"\n/);
  });

  it('has a name that Kubernetes takes', () => {
    equal(secretNameFor(HOST), 'lab-images-pull');
    equal(secretNameFor({ ...HOST, name: 'Ünï' }), 'n-pull');
    equal(secretNameFor({ ...HOST, name: '…' }), 'image-pull');
    for (const name of ['Docker Hub', 'a'.repeat(300), '-x-', 'ghcr.io']) {
      equal(kubernetesNameFault(secretNameFor({ ...HOST, name }), 'secret'), undefined, name);
    }
    equal(kubernetesNameFault('a.b', 'service account'), undefined);
    match(kubernetesNameFault('a.b', 'namespace') ?? '', /at most 63/);
    match(kubernetesNameFault('A', 'secret') ?? '', /small letters/);
  });
});
