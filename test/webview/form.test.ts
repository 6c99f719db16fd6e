import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BrowserContext, Locator } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { ROOT } from '../../scripts/lib/vsix.mjs';
import { eventually } from '../support/eventually';
import { FormPage, openFormBrowser, type FormPageOptions } from '../support/form/form-page';

const COMMAND = join(ROOT, 'examples/scan-summary/command.json');
const SESSION = join(ROOT, 'examples/scan-summary/MR_01');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('The launch form’s page', () => {
  let browser: BrowserContext;
  let form: FormPage;

  before(async () => {
    browser = await openFormBrowser();
  });

  after(async () => {
    await browser.close();
  });

  afterEach(async () => {
    deepEqual(form.complaints, []);
    await form.page.close();
  });

  const open = async (options: Partial<FormPageOptions> = {}): Promise<void> => {
    form = await FormPage.open(browser, { command: COMMAND, wrapper: 'scan-summary-session', ...options });
  };
  const field = (name: string): Locator => form.page.locator(`.field[data-name="${name}"]`);
  const box = (name: string): Locator => form.page.getByRole('textbox', { name, exact: true });
  const list = (name: string): Locator => form.page.getByRole('combobox', { name, exact: true });
  const preview = (): Locator => form.page.getByRole('complementary', { name: 'Preview' });
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await form.page.keyboard.press(key);
  };

  it('is filled and launched by the keyboard alone', async () => {
    await open();
    // Where something is missing the keyboard is at once.
    await field('session').locator('input:focus').waitFor();
    await form.page.keyboard.type('MR_01');
    await press('Enter');
    await field('session').getByText('3 scans').waitFor();
    equal(form.launches.length, 0, 'Enter ends the entry of a path and launches nothing');
    await press('Tab', 'Tab');
    await form.page.keyboard.type('3');
    equal(await list('Scan').inputValue(), '/archive/experiments/EXAMPLE_E00001/scans/3');
    await list('Resource').waitFor();
    equal(await box('Type of the scan').inputValue(), 'BOLD');
    await list('Scan').focus();
    await press('Tab', 'Tab');
    await form.page.keyboard.type('NIFTI');
    await press('Tab');
    await form.page.keyboard.type('By keyboard');
    await preview().getByText('--title "By keyboard" --type BOLD').waitFor();
    await press('Control+Enter');
    await eventually(() => equal(form.launches.length, 1));
    deepEqual(Object.fromEntries(form.launches[0]!), {
      session: { kind: 'folder', path: 'MR_01', properties: {} },
      scan: { kind: 'text', text: '/archive/experiments/EXAMPLE_E00001/scans/3' },
      resource: { kind: 'text', text: '/archive/experiments/EXAMPLE_E00001/scans/3/resources/NIFTI' },
      title: { kind: 'text', text: 'By keyboard' },
      checksums: { kind: 'text', text: 'false' },
    });
  });

  it('fills what depends on a parent anew when that changes', async () => {
    await open({ chosenPath: SESSION });
    ok(await field('scan').getByText('Follows from “Session”.').isVisible());
    await form.page.getByRole('button', { name: 'Choose folder… Session' }).click();
    await list('Scan').selectOption('2 - T1w');
    await list('Resource').waitFor();
    deepEqual(await list('Resource').locator('option').allInnerTexts(), ['Select one', 'DICOM', 'NIFTI']);
    await list('Resource').selectOption('NIFTI');
    await list('Scan').selectOption('1 - Localizer');
    // One resource alone leaves nothing to choose.
    await eventually(async () =>
      equal(await list('Resource').inputValue(), '/archive/experiments/EXAMPLE_E00001/scans/1/resources/DICOM'),
    );
  });

  it('follows each key press with the preview, and never goes back to an older text', async () => {
    await open({
      values: { session: { kind: 'object', source: 'folder', text: SESSION }, scan: { kind: 'text', text: '1' } },
    });
    await box('Title').pressSequentially('A long title that is typed quickly');
    await preview().getByText('--title "A long title that is typed quickly"').waitFor();
    equal(await box('Title').inputValue(), 'A long title that is typed quickly');
    const revisions = form.posted.flatMap((message) => {
      const { type, view } = message as { type: string; view?: { revision: number } };
      return type === 'show' && view !== undefined ? [view.revision] : [];
    });
    deepEqual(
      revisions,
      [...revisions].sort((a, b) => a - b),
    );
  });

  it('ties what is wrong to its field, and goes there', async () => {
    await open({ chosenPath: SESSION });
    await box('Number of files').fill('20; rm -rf /');
    const error = field('limit').locator('.error');
    await eventually(async () => match(await error.innerText(), /refuses a value that contains “;”/));
    equal(await box('Number of files').getAttribute('aria-invalid'), 'true');
    const described = (await box('Number of files').getAttribute('aria-describedby'))?.split(' ') ?? [];
    ok(described.includes((await error.getAttribute('id'))!));
    ok(!(await field('title').locator('.error').isVisible()), 'what is missing is not held against a person too soon');
    await form.page.getByRole('button', { name: 'Launch', exact: true }).click();
    await form.page.getByRole('alert').getByText('3 inputs need attention.').waitFor();
    equal(await field('title').locator('.error').innerText(), 'This input is required.');
    equal(await form.page.locator(':focus').getAttribute('id'), await box('Session').getAttribute('id'));
    equal(form.launches.length, 0);
  });

  for (const text of [';', '&&', '||', '`', '(']) {
    it(`refuses ${text} as the service does`, async () => {
      await open();
      await box('Title').fill(`a${text}b`);
      await field('title').locator('.error').getByText(`“${text}”`).waitFor();
    });
  }

  it('takes a session as JSON, and says what is wrong with it', async () => {
    await open();
    await list('Session is given as').selectOption('JSON');
    const json = box('Session as JSON');
    await json.fill('{ "type": "Scan" }');
    await field('session').getByText('A Session is needed here, and this is a Scan.').waitFor();
    const session = {
      type: 'Session',
      id: 'E1',
      label: 'S1',
      scans: [
        {
          type: 'Scan',
          id: '7',
          'scan-type': 'T2',
          resources: [{ type: 'Resource', label: 'DICOM', directory: SESSION }],
        },
      ],
    };
    await json.fill(JSON.stringify(session));
    await field('session').getByText('S1: 1 scan').waitFor();
    deepEqual(await list('Scan').count(), 0, 'one scan is nothing to choose from');
    equal(await box('Scan').inputValue(), '7 - T2');
  });

  it('says when a folder is not there', async () => {
    await open();
    await box('Session').fill('nowhere');
    await press('Tab');
    await field('session').getByText('There is no folder nowhere.').waitFor();
  });

  it('takes a folder that is dropped', async () => {
    await open();
    const dataTransfer = await form.page.evaluateHandle(
      `(() => { const data = new DataTransfer(); data.setData('text/uri-list', 'file://${SESSION}'); return data; })()`,
    );
    await field('session').dispatchEvent('drop', { dataTransfer });
    await eventually(async () => equal(await box('Session').inputValue(), SESSION));
  });

  it('keeps what was entered over a reload, but nothing sensitive', async () => {
    await open();
    await box('Title').fill('Kept');
    await form.page.getByLabel('Access code').fill('open sesame');
    await list('Columns').selectOption('both');
    await form.page.getByRole('checkbox', { name: 'json' }).check();
    await eventually(async () => ok(JSON.stringify(await form.state()).includes('Kept')));
    const state = await form.state();
    ok(!JSON.stringify(state).includes('sesame'));
    ok(!JSON.stringify(form.posted).includes('sesame'), 'what is sensitive never comes back from the host');
    await form.page.reload();
    equal(await box('Title').inputValue(), 'Kept');
    equal(await list('Columns').inputValue(), 'both');
    ok(await form.page.getByRole('checkbox', { name: 'json' }).isChecked());
    equal(await form.page.getByLabel('Access code').getAttribute('placeholder'), 'Kept until the form is closed');
  });

  it('starts from what it kept before the editor was started again', async () => {
    const target = { uri: `file://${COMMAND}`, wrapper: 'scan-summary-session' };
    const values = { title: { kind: 'text', text: 'From before' } } as const;
    await open({ state: { target, values }, values });
    equal(await box('Title').inputValue(), 'From before');
  });

  it('goes back to the defaults', async () => {
    await open({ values: { limit: { kind: 'text', text: '3' }, title: { kind: 'text', text: 'x' } } });
    equal(await box('Number of files').inputValue(), '3');
    await form.page.getByRole('button', { name: 'Reset to defaults' }).click();
    await eventually(async () => equal(await box('Number of files').inputValue(), '20'));
    equal(await box('Title').inputValue(), '');
  });

  it('follows the Command, and says when it cannot be launched any more', async () => {
    await open();
    await box('Title').fill('Stays');
    form.text = form.text.replace('"label": "Number of files"', '"label": "Most files"');
    await form.session.refresh();
    await box('Most files').waitFor();
    equal(await box('Title').inputValue(), 'Stays');
    form.text = form.text.replace('"name": "scan-summary"', '"name": ""');
    await form.session.refresh();
    await form.page.getByRole('alert').getByText('XNAT would refuse command.json').waitFor();
  });

  it('names secrets with whether a value is stored', async () => {
    const options = { command: join(ROOT, 'examples/scan-report/command.json'), wrapper: 'scan-report-session' };
    const mended = (text: string) => text.replace('$REPORT_TOKEN', 'REPORT_TOKEN');
    await open({ ...options, edit: mended });
    await preview().getByText('will be asked for').waitFor();
    await form.page.close();
    await open({ ...options, edit: mended, storedSecrets: ['report.token'] });
    await preview().getByText('stored, 40 bytes').waitFor();
    await preview().getByText('as environment variables').waitFor();
    await form.page.getByRole('button', { name: 'Change… how secrets are given' }).click();
    await preview().getByText('as files in /run/secrets').waitFor();
  });

  it('has nothing that a screen reader would stumble over', async () => {
    await open({ values: { session: { kind: 'object', source: 'folder', text: SESSION } } });
    await form.page.getByRole('button', { name: 'Launch', exact: true }).click();
    await form.page.getByRole('alert').first().waitFor();
    await form.page.evaluate(AXE);
    // Colours are the editor's, which is not here.
    const results = await form.page.evaluate<AxeResults>(
      'axe.run(document, { rules: { "color-contrast": { enabled: false } } })',
    );
    deepEqual(
      results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      [],
    );
  });
});
