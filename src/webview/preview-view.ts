import { element } from './dom';
import type { FormPreview, FormView, PreviewRow, SecretRow } from './protocol';

/**
 * Shows what a launch would be.
 *
 * @param onSetSecret called with the name of a secret that is to be stored
 */
export function showPreview(
  target: HTMLElement,
  { preview, secrets }: FormView,
  onSetSecret: (name: string) => void,
): void {
  target.replaceChildren(...sections(preview, secrets, onSetSecret));
}

function sections(
  preview: FormPreview,
  secrets: readonly SecretRow[],
  onSetSecret: (name: string) => void,
): readonly Node[] {
  const secretSection = secrets.length === 0 ? [] : [section('Secrets', secretList(secrets, onSetSecret))];
  switch (preview.kind) {
    case 'waiting':
      return [element('p', { class: 'waiting' }, preview.message), ...secretSection];
    case 'refused':
      return [
        element(
          'div',
          { class: 'refused' },
          element('p', {}, element('strong', {}, preview.message)),
          element('p', {}, preview.explanation),
        ),
        ...secretSection,
      ];
    case 'launch':
      return [
        ...preview.warnings.map((warning) => element('p', { class: 'warning' }, warning)),
        section(
          'Command line',
          element('pre', { tabindex: '0', 'aria-label': 'Command line' }, preview.commandLine),
          element('p', { class: 'remark' }, preview.entrypoint),
        ),
        section('Image', element('p', { class: 'code' }, preview.image)),
        ...listSection('Environment', preview.environment),
        ...secretSection,
        ...listSection('Mounts', preview.mounts),
        ...listSection('Outputs', preview.outputs),
        ...(preview.notes.length === 0
          ? []
          : [section('Data', ...preview.notes.map((note) => element('p', { class: 'remark' }, note)))]),
      ];
  }
}

function section(title: string, ...content: readonly Node[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...content);
}

function listSection(title: string, rows: readonly PreviewRow[]): readonly HTMLElement[] {
  if (rows.length === 0) return [];
  const entries = rows.map(({ name, value, note }) =>
    element(
      'div',
      {},
      element('dt', {}, name),
      element(
        'dd',
        {},
        ...(value === '' ? [] : [element('span', { class: 'code' }, value)]),
        ...(note === undefined ? [] : [element('span', { class: 'remark' }, note)]),
      ),
    ),
  );
  return [section(title, element('dl', {}, ...entries))];
}

function secretList(secrets: readonly SecretRow[], onSetSecret: (name: string) => void): HTMLElement {
  const entries = secrets.map(({ name, variable, storedBytes }) => {
    const state =
      storedBytes === undefined
        ? 'will be asked for'
        : `stored, ${storedBytes} ${storedBytes === 1 ? 'byte' : 'bytes'}`;
    const verb = storedBytes === undefined ? 'Set…' : 'Change…';
    const button = element('button', { type: 'button', class: 'link', 'aria-label': `${verb} Secret ${name}` }, verb);
    button.addEventListener('click', () => onSetSecret(name));
    return element(
      'div',
      {},
      element('dt', {}, variable),
      element('dd', {}, element('span', { class: 'code' }, name), element('span', { class: 'remark' }, state), button),
    );
  });
  return element('dl', {}, ...entries);
}
