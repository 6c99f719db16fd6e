import type { ObjectGuide } from './property-guide';

const SETUP_LOSES_IT = 'Setup and wrapup Commands lose it when they are stored.';
const DOCKER_ONLY = 'Only plain Docker honours it; Swarm and Kubernetes ignore it.';

/** The Command itself. */
export const COMMAND_GUIDE: ObjectGuide = {
  name: {
    importance: 'needed',
    summary: 'Identifies the Command. Together with `image` and `version` it must be unique on a site.',
  },
  label: { summary: 'Short name for people.', whenAbsent: 'the `name`' },
  description: { importance: 'wise', summary: 'Longer explanation shown to users.' },
  version: {
    importance: 'wise',
    summary: 'Version of this document.',
    inFact:
      'Pulling an image again does not update a stored Command of the same name, image and version: raise it whenever the Command changes.',
  },
  'schema-version': { summary: 'Version of the Command format, `"1.0"`.', inFact: 'It is stored and never read.' },
  'info-url': { summary: 'Web page about the tool, linked in the administration pages.' },
  image: {
    importance: 'needed',
    summary: 'Docker image, with its tag, that the container is started from.',
    inFact:
      'Not a template. A new Command without a tag gets `:latest`; an update without one is refused. In an image label it may be left out, because the name the image was pulled by takes its place.',
  },
  type: {
    importance: 'wise',
    summary:
      '`docker` for Commands that users launch, `docker-setup` for one that prepares files before another, `docker-wrapup` for one that works on its outputs.',
    whenAbsent: '`docker`',
    inFact: 'Exactly in lower case: on creation any other text ends in HTTP 500.',
  },
  'command-line': {
    importance: 'needed',
    summary:
      "The line run in the container: a template in which the replacement keys of the Command's inputs stand for their values.",
    inFact:
      'Keys of wrapper inputs are not replaced here. Without `override-entrypoint` the line is split into arguments for the image\'s entrypoint, with no variables, pipes or redirects. The Command is stored without a line, but then every launch fails; `""` runs what the image runs by default.',
  },
  'override-entrypoint': {
    summary: "`true` clears the image's entrypoint and runs the line by `/bin/sh -c`.",
    whenAbsent: '`false`: the line, split, becomes the arguments of the entrypoint',
    since: '1.5.0',
    inFact: 'Setup and wrapup Commands ignore it.',
  },
  'working-directory': {
    summary: 'Folder the line starts in; a template.',
    whenAbsent: "the image's own",
  },
  mounts: { summary: 'Folders and files of XNAT that the container sees, and folders it writes its results to.' },
  'environment-variables': {
    summary: 'Variables for the container. Names and values are templates.',
    inFact:
      'Anyone who can read the Command reads the values: passwords and tokens belong in `secrets`. `XNAT_USER`, `XNAT_PASS`, `XNAT_HOST`, `XNAT_WORKFLOW_ID` and `XNAT_EVENT_ID` are set by the service; naming one here makes every launch fail.',
  },
  ports: { summary: 'Ports: those of the container to those of the host. Both sides are templates.' },
  inputs: { importance: 'wise', summary: 'Parameters of the tool.' },
  outputs: { importance: 'wise', summary: 'Files the tool leaves in its mounts, to be stored in XNAT.' },
  xnat: {
    importance: 'wise',
    summary: 'Wrappers: how XNAT data feed this Command, and where its results go.',
    inFact: 'Without a wrapper the Command is stored, but offered nowhere.',
  },
  secrets: {
    summary: "Values of the server's configuration, handed to the container without showing them to users.",
    since: '3.3.0',
    inFact:
      'One value for all users and projects. Setup and wrapup containers do not get them. A launch is refused when the value of any input contains the name of the variable.',
  },
  'reserve-memory': {
    summary: 'Memory reserved for the container, in MiB.',
    since: '1.5.0',
    inFact: 'The documentation says MB; the factor is 1024².',
  },
  'limit-memory': {
    summary: 'Memory the container may use at most, in MiB.',
    since: '1.5.0',
    inFact: 'The documentation says MB; the factor is 1024².',
  },
  'limit-cpu': { summary: 'Number of CPU cores the container may use; `0.5` is half of one.', since: '1.5.0' },
  'shm-size': {
    summary: 'Size of `/dev/shm`, in bytes.',
    since: '3.0.0',
    inFact: `Bytes, while the memory limits are in MiB. ${SETUP_LOSES_IT}`,
  },
  runtime: { summary: 'Container runtime, such as `nvidia`.', since: '3.0.0', inFact: DOCKER_ONLY },
  'generic-resources': {
    summary: 'Resources to reserve on Docker Swarm; on Kubernetes only `gpu`.',
    since: '3.0.0',
    inFact: 'Plain Docker ignores it. Kubernetes needs a GPU vendor in the server settings besides.',
  },
  gpus: {
    importance: 'none',
    summary: 'Meant for GPUs.',
    since: '3.0.0',
    inFact: 'It is stored and read by no backend: use `runtime` on plain Docker, `generic-resources` elsewhere.',
  },
  network: {
    summary: 'Network the container joins.',
    since: '3.0.0',
    inFact: `Kubernetes ignores it. ${SETUP_LOSES_IT}`,
  },
  'ipc-mode': { summary: 'IPC mode, such as `host`.', since: '3.0.0', inFact: DOCKER_ONLY },
  ulimits: {
    summary: 'Limits by name, as `"limit"` or `"soft:hard"`.',
    since: '3.0.0',
    inFact: `${DOCKER_ONLY} On setup and wrapup Commands they are not checked before the launch.`,
  },
  'auto-remove': {
    summary: '`true` lets Docker remove the container when it ends.',
    whenAbsent: '`false`',
    since: '3.0.0',
    inFact: `The log may be lost with it. ${DOCKER_ONLY} ${SETUP_LOSES_IT}`,
  },
  'container-name': {
    summary: 'Name of the container; a template.',
    whenAbsent: 'a name made up at launch',
    since: '3.0.0',
    inFact: 'Without a key in it the second launch finds the name taken.',
  },
  'container-labels': {
    summary: 'Labels for the container. Names and values are templates.',
    since: '3.0.0',
    inFact: `They win over the labels XNAT sets itself. Kubernetes cleans the values and cuts them to 63 characters. ${SETUP_LOSES_IT}`,
  },
  visibility: {
    summary:
      '`public`: project owners see and enable it. `protected`: they see it, a Container Manager enables it. `private`: Container Managers alone.',
    whenAbsent: '`public`',
    since: '3.7.0',
    inFact: 'Lower case only, though the documentation writes it with capitals; `""` is refused.',
  },
  'command-metadata': {
    summary: 'Any JSON about the tool, such as authors or a citation, handed to the launch page.',
    since: '3.7.0',
  },
  index: { importance: 'none', summary: 'Registry the image comes from, for information.', inFact: SETUP_LOSES_IT },
  hash: { importance: 'none', summary: 'Id of the image.', inFact: 'XNAT fills it in when it reads a label.' },
  id: {
    importance: 'none',
    summary: "The server's number for a stored Command.",
    inFact: 'It is ignored when a Command is created.',
  },
};
