import type { SecretValue } from '../../secrets/secret-value';
import type { ImageHost } from './image-host';

/** Where a pull secret goes in a Kubernetes cluster. */
export interface PullSecretPlace {
  readonly secret: string;
  readonly namespace: string;
  /** The Container Service's pods name no account: they run under the namespace's `default`. */
  readonly serviceAccount: string;
}

/** What a person may not use as a name in Kubernetes, as the second part of a sentence; undefined when it may be used. */
export function kubernetesNameFault(
  name: string,
  kind: 'secret' | 'namespace' | 'service account',
): string | undefined {
  if (kind === 'namespace') {
    if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return undefined;
    return 'has small letters, digits and hyphens, at most 63, and begins and ends with a letter or digit';
  }
  if (name.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name)) {
    return undefined;
  }
  return 'has small letters, digits, hyphens and dots, at most 253, and begins and ends with a letter or digit';
}

/** A host's name as the name of a Kubernetes secret, such as `docker-hub-pull`. */
export function secretNameFor({ name }: ImageHost): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return words === '' ? 'image-pull' : `${words.slice(0, 200)}-pull`;
}

/**
 * The manifest of a pull secret, the same that `kubectl create secret docker-registry --dry-run=client -o yaml` prints. Its
 * text holds the token in base64: it may go to a process's standard input, and nowhere else.
 */
export function pullSecretManifest(host: ImageHost, place: PullSecretPlace, token: SecretValue): string {
  const configuration = Buffer.from(dockerConfiguration(host, token)).toString('base64');
  return secretManifest(place, `  .dockerconfigjson: ${configuration}\n`);
}

/** The same manifest for people to fill in. */
export function pullSecretTemplate(host: ImageHost, place: PullSecretPlace): string {
  return [
    `# Pull secret for ${host.url}, with the token left out.`,
    '# Replace BASE64_OF_DOCKER_CONFIG by what this prints, which reads the token from standard input:',
    `#   ${encodedConfigurationLine(host).replace(" '{", " \\\n#     '{").replace(' | base64', ' \\\n#     | base64')}`,
    secretManifest(place, '  .dockerconfigjson: BASE64_OF_DOCKER_CONFIG\n'),
  ].join('\n');
}

const secretManifest = ({ secret, namespace }: PullSecretPlace, data: string) =>
  'apiVersion: v1\n' +
  `data:\n${data}` +
  'kind: Secret\n' +
  `metadata:\n  creationTimestamp: null\n  name: ${yamlName(secret)}\n  namespace: ${yamlName(namespace)}\n` +
  'type: kubernetes.io/dockerconfigjson\n';

/** What YAML 1.1 takes for a number, a date, a boolean or nothing, among the texts that can be names in Kubernetes. */
const NO_TEXT_IN_YAML =
  /^(true|false|yes|no|on|off|null|y|n|0x[0-9a-f]+|0b[01]+|0o[0-7]+|\d+(\.\d*)?(e-?\d+)?|\d{4}-\d\d?-\d\d?)$/;

/** Such a name would not be read as a text without quotes. */
const yamlName = (name: string) => (NO_TEXT_IN_YAML.test(name) ? `"${name}"` : name);

/** Makes the pods of an account use the secret; other secrets of the account stay. */
export function serviceAccountPatch({ secret, namespace, serviceAccount }: PullSecretPlace): string {
  const patch = JSON.stringify({ imagePullSecrets: [{ name: secret }] });
  return `kubectl patch serviceaccount ${serviceAccount} --namespace ${namespace} --patch '${patch}'`;
}

/** The account with the secret as a manifest, for `kubectl apply`, which leaves its other secrets alone. */
export function serviceAccountManifest({ secret, namespace, serviceAccount }: PullSecretPlace): string {
  return (
    'apiVersion: v1\nimagePullSecrets:\n' +
    `- name: ${yamlName(secret)}\nkind: ServiceAccount\n` +
    `metadata:\n  name: ${yamlName(serviceAccount)}\n  namespace: ${yamlName(namespace)}\n`
  );
}

/** Lines for a shell: the token is asked for without being shown, and is in no argument list, file or history. */
export function kubectlLines(host: ImageHost, place: PullSecretPlace): string {
  const { secret, namespace } = place;
  return [
    `# Asks for the token of ${host.username === '' ? 'the user' : host.username} at ${host.url}; it is neither shown nor kept.`,
    `printf 'Token: ' >&2; IFS= read -rs TOKEN; echo >&2`,
    `printf '%s' "$TOKEN" | ${configurationLine(host)} |`,
    `  kubectl create secret docker-registry ${secret} --namespace ${namespace} --from-file=.dockerconfigjson=/dev/stdin`,
    'unset TOKEN',
    serviceAccountPatch(place),
    '',
  ].join('\n');
}

/** Makes Docker's configuration of the token that comes in by standard input; `jq` writes it as JSON wants it. */
const configurationLine = ({ url, username }: ImageHost) =>
  `jq -Rscj --arg url ${shellWord(url)} --arg user ${shellWord(username)} ` +
  `'{auths: {($url): {username: $user, password: ., auth: ($user + ":" + . | @base64)}}}'`;

const encodedConfigurationLine = (host: ImageHost) => `${configurationLine(host)} | base64 -w0`;

const shellWord = (text: string) =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * What `kubectl` puts into a pull secret: Docker's configuration for one registry. Go, which `kubectl` is written in, escapes
 * more characters in JSON than JavaScript does.
 */
function dockerConfiguration({ url, username }: ImageHost, token: SecretValue): string {
  const password = token.reveal();
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return JSON.stringify({ auths: { [url]: { username, password, auth } } }).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
