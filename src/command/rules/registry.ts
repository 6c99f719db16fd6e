import type { ProblemTime, Severity } from '../problem';

interface Rule {
  /** What a problem has unless its check says otherwise; the `xnatCommands.rules` setting overrules both. */
  readonly severity: Severity;
  readonly when: ProblemTime;
}

const refused = { severity: 'error', when: 'create' } as const satisfies Rule;
const fails = { severity: 'error', when: 'launch' } as const satisfies Rule;
const misbehaves = { severity: 'warning', when: 'launch' } as const satisfies Rule;
const mayMisbehave = { severity: 'information', when: 'launch' } as const satisfies Rule;
const discouraged = { severity: 'warning', when: 'advice' } as const satisfies Rule;
const notice = { severity: 'information', when: 'advice' } as const satisfies Rule;
const hint = { severity: 'hint', when: 'advice' } as const satisfies Rule;

/**
 * Every rule by its code. Codes are stable: settings, suppressions and links name them. What each one means is written in
 * `documentation/`, what it looks for in `checks/` or, where the server itself refuses, in the server's check.
 */
export const RULES = {
  'json-syntax': refused,
  'json-root': refused,
  'json-nonstandard': discouraged,
  'wrong-type': refused,
  'null-element': refused,
  'null-map-value': refused,
  'null-map-value-dropped': mayMisbehave,
  'duplicate-key': refused,
  'scalar-coerced': hint,
  'unknown-property': misbehaves,
  'value-too-long': { severity: 'warning', when: 'create' },
  'invisible-character': misbehaves,
  'lost-character': misbehaves,
  'problems-not-shown': notice,

  'command-name-blank': refused,
  'command-type-unknown': refused,
  'visibility-unknown': refused,
  'version-missing': hint,
  'schema-version-unexpected': hint,
  'id-ignored': hint,
  'forbidden-in-setup-wrapup': refused,
  'setup-wrapup-property-ignored': misbehaves,
  'duplicate-command': { severity: 'warning', when: 'create' },

  'image-blank': refused,
  'image-tag-missing': refused,
  'image-tag-implicit': notice,
  'image-invalid-reference': misbehaves,

  'command-line-missing': misbehaves,
  'command-line-unbalanced-quote': misbehaves,
  'shell-syntax-without-shell': misbehaves,
  'shell-in-shell': notice,

  'env-reserved-name': misbehaves,
  'env-name-invalid': misbehaves,
  'port-invalid': misbehaves,

  'ulimit-format': refused,
  'ulimit-format-unchecked': misbehaves,
  'ulimit-not-numeric': misbehaves,
  'memory-reserve-exceeds-limit': misbehaves,
  'resource-value-suspicious': mayMisbehave,
  'gpus-no-effect': mayMisbehave,
  'backend-specific': hint,
  'ipcmode-alias': discouraged,
  'container-name-invalid': misbehaves,
  'container-name-static': mayMisbehave,

  'mount-name-blank': refused,
  'mount-name-duplicate': refused,
  'mount-path-blank': refused,
  'mount-path-relative': misbehaves,
  'mount-path-invalid': misbehaves,
  'mount-path-duplicate': misbehaves,
  'mount-name-k8s': hint,
  'mount-unused': hint,

  'input-name-missing': refused,
  'input-name-blank': refused,
  'input-name-chars': refused,
  'input-name-duplicate': refused,
  'command-input-type-unknown': misbehaves,
  'select-values-missing': refused,
  'select-values-not-select': refused,
  'select-many-default-missing': refused,
  'default-not-in-select-values': refused,
  'multiple-delimiter-unknown': refused,
  'boolean-default-invalid': misbehaves,
  'number-default-invalid': mayMisbehave,
  'boolean-values-ignored': misbehaves,
  'separator-without-flag': misbehaves,
  'delimiter-ignored': misbehaves,
  'file-input-left-literal': mayMisbehave,
  'illegal-input-string': misbehaves,
  'input-unused': hint,
  'input-name-collision': misbehaves,
  'reserved-input-name': misbehaves,

  'template-unknown-key': misbehaves,
  'template-wrapper-key-in-command-line': misbehaves,
  'template-not-supported-here': misbehaves,
  'template-may-stay-literal': mayMisbehave,
  'replacement-key-duplicate': misbehaves,
  'replacement-key-overlap': misbehaves,
  'jsonpath-command-root': misbehaves,
  'jsonpath-multiple': misbehaves,
  'jsonpath-not-text': misbehaves,

  'output-name-blank': refused,
  'output-name-chars': refused,
  'output-name-duplicate': refused,
  'output-mount-blank': refused,
  'output-mount-unknown': refused,
  'output-not-handled': refused,
  'output-mount-readonly': misbehaves,
  'output-no-wrapper': hint,
  'output-glob-ignored': misbehaves,
  'output-path-absolute': misbehaves,
  'output-path-parent': misbehaves,
  'xml-output-path': misbehaves,

  'secret-type-missing': refused,
  'secret-type-unknown': refused,
  'secret-destination-missing': refused,
  'secret-env-reserved': refused,
  'secret-env-conflict': refused,
  'secret-destination-duplicate': fails,
  'secret-env-name-invalid': misbehaves,
  'secret-env-documented-reserved': discouraged,
  'secret-overrides-default-env': misbehaves,
  'secret-identifier-blank': misbehaves,
  'secret-source-missing': misbehaves,
  'secret-env-template-name': mayMisbehave,
  'secret-name-in-input': misbehaves,
  'secret-name-short': mayMisbehave,
  'plain-credential': discouraged,
  'sensitive-default': notice,

  'wrapper-name-blank': refused,
  'wrapper-name-duplicate': refused,
  'contexts-empty': misbehaves,
  'context-unknown-form': mayMisbehave,
  'context-input-mismatch': mayMisbehave,
  'no-external-input': misbehaves,
  'several-external-inputs': notice,

  'wrapper-input-name-blank': refused,
  'wrapper-input-name-chars': refused,
  'wrapper-input-name-duplicate': refused,
  'wrapper-input-type-unknown': refused,
  'wrapper-type-file-lowercase': misbehaves,
  'wrapper-input-feeds-select': refused,
  'provides-value-unknown-input': misbehaves,
  'provides-value-duplicate': misbehaves,
  'provides-files-unknown-mount': misbehaves,
  'provides-files-duplicate': misbehaves,
  'unmountable-type': misbehaves,
  'optional-input-provides-files': misbehaves,
  'via-setup-without-mount': refused,
  'via-image-no-tag': misbehaves,
  'via-image-registry-port': misbehaves,
  'via-wrapup-empty': misbehaves,

  'derived-from-blank': refused,
  'derived-from-unknown': refused,
  'derived-from-self': refused,
  'multiple-provides-files': refused,
  'multiple-needs-value-target': refused,
  'multiple-has-children': misbehaves,
  'derived-type-incompatible': misbehaves,
  'derived-type-never-resolves': misbehaves,
  'derived-property-missing': misbehaves,
  'derived-property-unknown': misbehaves,
  'derived-may-be-ambiguous': hint,
  'load-children-blocks-derivation': misbehaves,
  'required-child-of-optional-parent': misbehaves,
  'parser-ignored': misbehaves,

  'matcher-ignored': misbehaves,
  'matcher-syntax': misbehaves,
  'matcher-or-precedence': misbehaves,
  'matcher-always-true': misbehaves,
  'matcher-on-derived-string': misbehaves,
  'matcher-needs-loaded-children': mayMisbehave,
  'matcher-property-unknown': misbehaves,

  'handler-name-blank': refused,
  'handler-name-chars': refused,
  'handler-name-duplicate': refused,
  'handler-output-blank': refused,
  'handler-output-unknown': refused,
  'handler-target-blank': refused,
  'handler-target-unknown': refused,
  'handler-target-multiple': refused,
  'handler-target-not-uri': refused,
  'handler-target-not-object': misbehaves,
  'handler-target-optional': misbehaves,
  'handler-target-type-unusual': mayMisbehave,
  'handler-type-unknown': refused,
  'handler-label-blank': refused,
  'handler-xsi-type-missing': hint,
  'handler-parent-not-creatable': misbehaves,
  'handler-child-not-resource': misbehaves,
  'deprecated-as-a-child-of-wrapper-input': discouraged,

  'label-unbuildable': fails,
  'label-underescaped': refused,
  'label-variable': misbehaves,
  'label-repeated': misbehaves,
  'label-other-stage': mayMisbehave,
  'dockerfile-secret-env': discouraged,
  'dockerfile-secret-arg': discouraged,
  'dockerfile-secret-copy': discouraged,
} as const satisfies Record<string, Rule>;

/** The code of a rule. */
export type RuleCode = keyof typeof RULES;

/** Tells a rule's code from any other text, such as one a person wrote into a setting. */
export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(RULES, text);
}
