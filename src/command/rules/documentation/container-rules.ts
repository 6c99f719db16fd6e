import type { RuleDocumentation } from './rule-documentation';

/** What the container gets: environment, ports, limits, mounts. */
export const CONTAINER_RULES = {
  'env-reserved-name': {
    title: 'A variable that the service sets itself',
    text: '`XNAT_USER`, `XNAT_PASS`, `XNAT_HOST`, `XNAT_WORKFLOW_ID` and `XNAT_EVENT_ID` are in every container. The server stores a Command that sets one of them, and every launch fails when the environment is built.',
    wrong: '"environment-variables": { "XNAT_HOST": "https://xnat.example.org" }',
    right: '"environment-variables": {}',
  },
  'env-name-invalid': {
    title: 'Not a name of an environment variable',
    text: 'Names are taken as they stand. With a `$` in front, an error here, the container never sees the variable that is meant; an empty name, or one with `=` or a blank, is refused or misread by Docker at launch.',
    wrong: '"environment-variables": { "$MODE": "fast" }',
    right: '"environment-variables": { "MODE": "fast" }',
  },
  'port-invalid': {
    title: 'Not a port',
    text: 'Both sides are numbers from 1 to 65535, or templates that become such. The server stores anything, and the launch fails.',
    wrong: '"ports": { "80/tcp": "8080" }',
    right: '"ports": { "80": "8080" }',
  },
  'ulimit-format': {
    title: 'A ulimit of the wrong form',
    text: 'A ulimit is `limit` or `soft:hard`. The server refuses an empty one, and one of more than two parts.',
    wrong: '"ulimits": { "nofile": "1:2:3" }',
    right: '"ulimits": { "nofile": "1024:2048" }',
  },
  'ulimit-format-unchecked': {
    title: 'A ulimit of the wrong form, not checked',
    text: 'On setup and wrapup Commands the server does not check the form, and the launch fails.',
    wrong: '"ulimits": { "nofile": "1:2:3" }',
    right: '"ulimits": { "nofile": "1024" }',
  },
  'ulimit-not-numeric': {
    title: 'A ulimit that is no number',
    text: 'The server checks the form only. Reading the number fails at launch.',
    wrong: '"ulimits": { "nofile": "unlimited" }',
    right: '"ulimits": { "nofile": "-1" }',
  },
  'memory-reserve-exceeds-limit': {
    title: 'More memory reserved than allowed',
    text: 'The server stores it, and the back end refuses to create the container.',
    wrong: '"reserve-memory": 4096, "limit-memory": 2048',
    right: '"reserve-memory": 2048, "limit-memory": 4096',
  },
  'resource-value-suspicious': {
    title: 'An amount that is hardly meant',
    text: 'Memory counts in MiB, `shm-size` in bytes and `limit-cpu` in cores. Zero and less limit nothing.',
    wrong: '"shm-size": 64',
    right: '"shm-size": 67108864',
  },
  'gpus-no-effect': {
    title: 'Nothing reads gpus',
    text: 'The property is stored and used by no back end. Plain Docker gets at a GPU by `runtime`, Swarm and Kubernetes by `generic-resources`.',
    wrong: '"gpus": "all"',
    right: '"runtime": "nvidia"',
  },
  'backend-specific': {
    title: 'Honoured by some back ends only',
    text: 'Where the site runs containers on another back end, the property has no effect.',
    wrong: '"ulimits": { "nofile": "1024" }',
    right: '{}',
  },
  'ipcmode-alias': {
    title: 'The name ipcMode',
    text: 'Creating a Command understands `ipcMode` and `ipc-mode`, updating one `ipc-mode` only.',
    wrong: '"ipcMode": "host"',
    right: '"ipc-mode": "host"',
  },
  'container-name-invalid': {
    title: 'Not a name of a container',
    text: 'Docker takes letters, digits, `_`, `.` and `-`, two at least, with a letter or digit in front. The launch fails with any other.',
    wrong: '"container-name": "my tool"',
    right: '"container-name": "my-tool-#session#"',
  },
  'container-name-static': {
    title: 'The same container name at every launch',
    text: 'Two containers cannot have one name, so a second launch fails while the first container is still there.',
    wrong: '"container-name": "tool"',
    right: '"container-name": "tool-#session#"',
  },
  'mount-name-blank': {
    title: 'The mount has no name',
    text: 'The server refuses it. Outputs and wrapper inputs refer to a mount by its name.',
    wrong: '{ "path": "/input" }',
    right: '{ "name": "in", "path": "/input" }',
  },
  'mount-name-duplicate': {
    title: 'Two mounts of one name',
    text: 'The server refuses the Command.',
    wrong: '[{ "name": "in", "path": "/a" }, { "name": "in", "path": "/b" }]',
    right: '[{ "name": "in", "path": "/a" }, { "name": "more", "path": "/b" }]',
  },
  'mount-path-blank': {
    title: 'The mount has no path',
    text: 'The server refuses it.',
    wrong: '{ "name": "in" }',
    right: '{ "name": "in", "path": "/input" }',
  },
  'mount-path-relative': {
    title: 'A mount path that is not absolute',
    text: 'The server stores it, and the launch fails: containers have no folder to start from.',
    wrong: '"path": "input"',
    right: '"path": "/input"',
  },
  'mount-path-invalid': {
    title: 'A mount path that cannot be',
    text: 'Nothing can be mounted over `/`, and a colon parts the two sides of a mount. The server stores both, and the launch fails.',
    wrong: '"path": "/in:put"',
    right: '"path": "/input"',
  },
  'mount-path-duplicate': {
    title: 'Two mounts at one path',
    text: 'The server stores both, and the launch fails.',
    wrong: '[{ "name": "a", "path": "/x" }, { "name": "b", "path": "/x" }]',
    right: '[{ "name": "a", "path": "/x" }, { "name": "b", "path": "/y" }]',
  },
  'mount-name-k8s': {
    title: 'A mount name that Kubernetes does not take',
    text: 'There the name becomes that of a volume: small letters, digits and hyphens, at most 63.',
    wrong: '"name": "DICOM_in"',
    right: '"name": "dicom-in"',
  },
  'mount-unused': {
    title: 'Nothing comes in or goes out through the mount',
    text: 'The container gets an empty, writable folder there. That may be meant, for scratch files; otherwise an input or an output is missing.',
    wrong: '"mounts": [{ "name": "work", "path": "/work" }], "outputs": []',
    right: '"mounts": [{ "name": "work", "path": "/work" }], "outputs": [{ "name": "o", "mount": "work" }]',
  },
} as const satisfies Readonly<Record<string, RuleDocumentation>>;
