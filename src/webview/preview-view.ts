import { element } from './dom';
import type { FormView, PreviewRow } from './protocol';

/** What a person asks for in the preview. */
export interface PreviewEvents {
  /** A secret is to be stored. */
  readonly onSetSecret: (name: string) => void;
  /** Secrets are to be given in another way. */
  readonly onChooseDelivery: () => void;
}

/**
 * Shows what a launch would be.
 *
 * @param events what a person can ask for from here
 */
export function showPreview(target: HTMLElement, view: FormView, events: PreviewEvents): void {
  target.replaceChildren(...sections(view, events));
}

function sections(view: FormView, events: PreviewEvents): readonly Node[] {
  const { preview, secrets } = view;
  const secretSection = secrets.length === 0 ? [] : [section('Secrets', ...secretList(view, events))];
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

function secretList({ secrets, secretDelivery }: FormView, events: PreviewEvents): readonly HTMLElement[] {
  const entries = secrets.map(({ name, variable, storedBytes }) => {
    const bytes = `${storedBytes} ${storedBytes === 1 ? 'byte' : 'bytes'}`;
    const state = storedBytes === undefined ? 'will be asked for' : `stored, ${bytes}`;
    const verb = storedBytes === undefined ? 'Set…' : 'Change…';
    return element(
      'div',
      {},
      element('dt', {}, variable),
      element(
        'dd',
        {},
        element('span', { class: 'code' }, name),
        element('span', { class: 'remark' }, state),
        linkButton(verb, `${verb} Secret ${name}`, () => events.onSetSecret(name)),
      ),
    );
  });
  const delivery = element(
    'p',
    { class: 'remark' },
    secretDelivery === 'file'
      ? 'Given as files in /run/secrets, which the Container Service does not. '
      : 'Given as environment variables, as the Container Service does. ',
    linkButton('Change…', 'Change… how secrets are given', () => events.onChooseDelivery()),
  );
  return [element('dl', {}, ...entries), delivery];
}

function linkButton(text: string, label: string, onClick: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: 'link', 'aria-label': label }, text);
  button.addEventListener('click', onClick);
  return button;
}
