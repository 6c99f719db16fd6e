// @ts-check
// Small images made on this machine, with no pull: a static busybox, some files, and labels.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { engineCall, engineRequest } from './engine-request.mjs';

/**
 * @typedef {object} ImageDescription
 * @property {string} name with its tag, such as `xnat-commands/example:1.0`
 * @property {Readonly<Record<string, string>>} [labels]
 * @property {Readonly<Record<string, string>>} [files] text of executable files by absolute path
 * @property {readonly string[]} [environment] `NAME=value`
 * @property {readonly string[]} [entrypoint]
 * @property {readonly string[]} [command]
 */

const BUSYBOX = '/bin/busybox';

/** What is pulled where there is no static busybox to copy: a laptop that is not a Debian. */
const FALLBACK = { name: 'busybox', tag: 'stable-musl' };

/**
 * Puts an image into an engine.
 * @param {string} endpoint
 * @param {ImageDescription} image
 */
export async function loadBusyboxImage(endpoint, image) {
  const layer = await layerOf(endpoint, image.files ?? {});
  const version = JSON.parse((await engineCall(endpoint, 'GET', '/version')).toString());
  const created = new Date().toISOString();
  const config = Buffer.from(
    JSON.stringify({
      created,
      architecture: version.Arch,
      os: 'linux',
      config: {
        Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...(image.environment ?? [])],
        Cmd: image.command ?? ['sh'],
        Entrypoint: image.entrypoint ?? null,
        Labels: image.labels ?? {},
      },
      rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
      // Podman falls over a step without a date.
      history: [{ created, created_by: 'busybox' }],
    }),
  );
  const configName = `${sha256(config)}.json`;
  const manifest = [{ Config: configName, RepoTags: [image.name], Layers: ['layer.tar'] }];
  const archive = tar([
    { path: configName, content: config },
    { path: 'layer.tar', content: layer },
    { path: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) },
  ]);
  const answer = (await engineCall(endpoint, 'POST', '/images/load?quiet=true', { body: archive })).toString();
  if (!answer.includes(image.name)) throw new Error(`The engine did not load ${image.name}: ${answer.trim()}`);
}

/**
 * @param {string} endpoint
 * @param {Readonly<Record<string, string>>} files
 */
async function layerOf(endpoint, files) {
  const extra = Object.entries(files).map(([path, text]) => ({
    path: path.slice(1),
    content: Buffer.from(text),
    mode: 0o755,
  }));
  if (!canCopyBusybox()) return Buffer.concat([withoutEnd(await pulledRoot(endpoint)), tar(extra)]);
  const applets = execFileSync(BUSYBOX, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  return tar([
    { path: 'tmp/', mode: 0o1777 },
    { path: 'etc/passwd', content: Buffer.from('root:x:0:0:root:/root:/bin/sh\n') },
    { path: 'bin/busybox', content: readFileSync(BUSYBOX), mode: 0o755 },
    ...applets.filter((name) => name !== 'busybox').map((name) => ({ path: `bin/${name}`, link: '/bin/busybox' })),
    ...extra,
  ]);
}

/** A busybox that needs no libraries; an ordinary one names its loader in its header. */
function canCopyBusybox() {
  return (
    process.platform === 'linux' && existsSync(BUSYBOX) && !readFileSync(BUSYBOX).subarray(0, 4096).includes('/ld-')
  );
}

/**
 * The files of the public busybox image as a tar.
 * @param {string} endpoint
 */
async function pulledRoot(endpoint) {
  const name = `${FALLBACK.name}:${FALLBACK.tag}`;
  const { status } = await engineRequest(endpoint, 'GET', `/images/${name}/json`);
  if (status === 404)
    await engineCall(endpoint, 'POST', `/images/create?fromImage=${FALLBACK.name}&tag=${FALLBACK.tag}`);
  const container = JSON.parse(
    (await engineCall(endpoint, 'POST', '/containers/create', { body: { Image: name } })).toString(),
  );
  try {
    return await engineCall(endpoint, 'GET', `/containers/${container.Id}/export`);
  } finally {
    await engineCall(endpoint, 'DELETE', `/containers/${container.Id}?force=true&v=true`);
  }
}

/**
 * An archive without the empty blocks at its end, so that another can follow.
 * @param {Buffer} archive
 */
function withoutEnd(archive) {
  let end = archive.length;
  while (end >= 512 && archive.subarray(end - 512, end).every((byte) => byte === 0)) end -= 512;
  return archive.subarray(0, end);
}

/**
 * A tar (ustar) of files, folders (path ends in `/`) and symbolic links, all of root's and of one fixed date.
 * @param {readonly { path: string, content?: Buffer, mode?: number, link?: string }[]} entries
 * @returns {Buffer}
 */
function tar(entries) {
  const blocks = entries.flatMap(({ path, content = Buffer.alloc(0), mode = 0o644, link }) => {
    const header = Buffer.alloc(512);
    const number = (/** @type {number} */ value, /** @type {number} */ at, /** @type {number} */ width) =>
      header.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at, 'latin1');
    header.write(path, 0, 100);
    number(mode, 100, 8);
    number(0, 108, 8);
    number(0, 116, 8);
    number(content.length, 124, 12);
    number(0, 136, 12);
    header.write('        ', 148);
    header.write(link ? '2' : path.endsWith('/') ? '5' : '0', 156);
    header.write(link ?? '', 157, 100);
    header.write('ustar\x0000', 257, 'latin1');
    number(
      header.reduce((sum, byte) => sum + byte, 0),
      148,
      7,
    );
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** @param {Buffer} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
