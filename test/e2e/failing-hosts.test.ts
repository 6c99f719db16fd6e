import { match } from 'node:assert/strict';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { eventually } from '../support/eventually';
import { type FailingHost, type FailingHosts, startFailingHosts } from '../support/failing-hosts';
import { Workbench } from '../support/vscode/workbench';

describe('Docker hosts that cannot be used', () => {
  let hosts: FailingHosts;
  let vscode: Workbench;

  before(async () => {
    hosts = await startFailingHosts();
    vscode = await Workbench.open({ folder: join(ROOT, 'examples'), files: 'own' });
    await vscode.showContainer('XNAT Commands');
  });

  after(async () => {
    await vscode.close();
    await hosts.stop();
  });

  const images = () => vscode.tree('Images');

  const settingsOf = (current: FailingHost, listed: readonly FailingHost[]) => ({
    'xnatCommands.docker.endpoint': current.address,
    'xnatCommands.docker.hosts': listed,
  });

  /** The cause and the next step, in the empty view and in answer to a test of the connection. */
  const CASES: readonly (readonly [
    host: Exclude<keyof FailingHosts, 'folder' | 'stop'>,
    view: RegExp,
    test: RegExp,
  ])[] = [
    [
      'notRunning',
      /No Docker engine answers .* Start Docker and try again/,
      /nothing listens there\. Start the engine/,
    ],
    ['forbidden', /you may not use it\. .* group “docker”/, /you have no permission .* group “docker”/],
    ['tooOld', /too old: Docker 20\.10 .* Update it/, /Docker 17\.12\.1 .* Update the engine/],
    ['silent', /does not answer.* Check /, /does not answer in time\. Restart the engine/],
    ['noDocker', /No Docker engine can be reached .* Correct it/, /not a Docker engine\. Check address and port/],
    ['sshRefused', /No Docker engine answers .* Start Docker/, /no ssh server answers there\. Check host and port/],
    [
      'noCertificate',
      /certificates .* do not fit together/,
      /wants a certificate of yours .* Put cert\.pem and key\.pem/,
    ],
    ['wrongAuthority', /certificates .* do not fit together/, /does not accept your certificate\. Have cert\.pem/],
    ['unknownAuthority', /certificates .* do not fit together/, /no authority that is trusted here\. Take the ca\.pem/],
    ['expired', /certificates .* run out/, /cert\.pem, ran out on .* Have a new one issued/],
  ];

  /** The test takes longer than a click may take to show. */
  const isTesting = () => vscode.notification('Testing');

  for (const [name, view, test] of CASES) {
    it(`say so in the view and when tested: ${name}`, async () => {
      const host = hosts[name];
      vscode.setMachineSettings(settingsOf(host, [host]));
      await eventually(async () => match(await images().header(), new RegExp(`${host.address}: not available`)));
      await eventually(async () => match((await images().welcome()).replaceAll('\n', ' '), view));
      const answer = () => vscode.notification(`Cannot reach the Docker engine at ${host.address}`);
      await images().clickWelcome('Say what is wrong', name === 'silent' ? isTesting : answer);
      const notification = await answer();
      match(await notification.text(), test);
      await vscode.page.locator('.notification-toast', { hasText: 'Testing' }).waitFor({ state: 'hidden' });
      await vscode.screenshot(`failing-host-${name}`);
      await notification.dismiss();
    });
  }

  it('say so beside one another', async () => {
    const { notRunning, expired, tooOld } = hosts;
    vscode.setMachineSettings(settingsOf(notRunning, [notRunning, expired, tooOld]));
    await images().item('Not running').waitFor();
    for (const { name } of [expired, tooOld]) await images().item(name).expand();
    await images().item('Certificates do not fit').waitFor();
    await images().item('Too old').waitFor();
    await vscode.page.locator('.monaco-list-row .codicon-debug-disconnect').nth(2).waitFor();
    await vscode.screenshot('failing-hosts');
    await images()
      .item('Certificates do not fit')
      .click(async () => {
        await (await vscode.notification('cert.pem, ran out on')).dismiss();
      });
  });
});
