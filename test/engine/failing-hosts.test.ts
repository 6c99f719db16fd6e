import { equal, match, ok } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { connect, findEndpoints, machineSurroundings } from '../../src/docker';
import { asNobody } from '../support/as-nobody';
import { type FailingHost, type FailingHosts, startFailingHosts } from '../support/failing-hosts';

describe('a Docker host that cannot be used', () => {
  let hosts: FailingHosts;

  before(async () => {
    hosts = await startFailingHosts();
  });

  after(() => hosts.stop());

  /** The cause, and what is said behind the address. */
  const whyNot = async (host: FailingHost): Promise<readonly [cause: string, reason: string]> => {
    const surroundings = machineSurroundings({ setting: host.address, choice: undefined, hosts: [host] });
    const connected = await connect(findEndpoints(surroundings), AbortSignal.timeout(30_000));
    ok(!connected.ok && connected.failure.kind === 'unreachable', JSON.stringify(connected));
    const { cause, endpoint, message } = connected.failure;
    equal(endpoint, host.address);
    const start = `Cannot reach the Docker engine at ${host.address} (from the setting xnatCommands.docker.endpoint): `;
    ok(message.startsWith(start), message);
    return [cause, message.slice(start.length)];
  };

  const says = async (host: FailingHost, cause: string, reason: RegExp) => {
    const [found, said] = await whyNot(host);
    match(said, reason, host.name);
    match(said, /^[^\n]+\.$/, 'is one line of sentences');
    equal(found, cause, host.name);
  };

  it('does not run', async () => {
    await says(hosts.notRunning, 'not-running', /^nothing listens there\. Start the engine/);
  });

  it('is not for everybody', async () => {
    await asNobody(hosts.folder, () =>
      says(hosts.forbidden, 'no-permission', /^you have no permission to use it\. Add yourself to the group “docker”/),
    );
  });

  it('is too old', async () => {
    await says(
      hosts.tooOld,
      'version',
      /^Docker 17\.12\.1 there speaks no newer API than 1\.35\. .* Update the engine/,
    );
  });

  it('takes a question and never answers', async () => {
    await says(hosts.silent, 'time-out', /does not answer in time\. Restart the engine/);
  });

  it('is no Docker engine', async () => {
    await says(hosts.noDocker, 'not-docker', /^what answers there is not a Docker engine\. Check address and port/);
  });

  it('has no ssh server', async function () {
    if (!existsSync('/usr/bin/ssh')) this.skip();
    await says(hosts.sshRefused, 'not-running', /^no ssh server answers there\. Check host and port/);
  });

  it('wants TLS, or speaks none', async () => {
    await says(hosts.plain, 'certificate', /^it wants TLS\. Add it as a Docker host with the folder of its ca\.pem/);
    await says(hosts.unencrypted, 'certificate', /^it does not speak TLS at this port\. Check the port/);
  });

  it('takes no client without a certificate, or with another authority’s, or one that has run out', async () => {
    await says(hosts.noCertificate, 'certificate', /^it wants a certificate of yours and got none\. Put cert\.pem/);
    await says(hosts.wrongAuthority, 'certificate', /does not accept your certificate\. Have cert\.pem .* issued/);
    await says(
      hosts.expired,
      'certificate',
      /^your certificate, cert\.pem, ran out on \d{4}-\d\d-\d\d\. Have a new one/,
    );
  });

  it('shows a certificate that is not trusted, has run out, or is another machine’s', async () => {
    await says(hosts.unknownAuthority, 'certificate', /of no authority that is trusted here\. Take the ca\.pem/);
    await says(hosts.expiredServer, 'certificate', /^its certificate has run out, .* Have a new one issued/);
    await says(
      hosts.otherMachine,
      'certificate',
      /^its certificate is for DNS:lab\.example, and not for 127\.0\.0\.1\./,
    );
  });
});
