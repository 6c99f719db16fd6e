import type { FormField, FormFieldValues, LaunchForm } from '../../src/resolution/launch-form/launch-form';

/** A form as the service writes it in its reply, without the server's own parts. */
export function launchFormJson({ fields, values }: Pick<LaunchForm, 'fields' | 'values'>): object {
  return { 'input-config': fields.map(fieldJson), 'input-values': values.map(valuesJson) };
}

function fieldJson(field: FormField): object {
  return {
    name: field.name,
    label: field.label,
    ...(field.description !== undefined && { description: field.description }),
    advanced: field.advanced,
    required: field.required,
    'user-settable': field.userSettable,
    multiple: field.multiple,
    'input-type': field.inputType,
    'select-values': field.selectValues,
    children: field.children.map(fieldJson),
  };
}

function valuesJson({ name, values }: FormFieldValues): object {
  return {
    name,
    values: values.map(({ value, label, children }) => ({ value, label, children: children.map(valuesJson) })),
  };
}
