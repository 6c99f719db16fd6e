import type { LaunchError, ResolvedInput, ValueOrigin } from '../resolved-launch';

/**
 * The form a person fills in to launch: one field for each root of the input trees, with the fields of the wrapper inputs
 * that hang below it. Command inputs that a wrapper input provides never show.
 */
export interface LaunchForm {
  readonly meta: LaunchFormMeta;
  /** In the order of the roots. */
  readonly fields: readonly FormField[];
  /** What each of the fields starts with or may be chosen from, in the same order. */
  readonly values: readonly FormFieldValues[];
}

/** What stands above the form. */
export interface LaunchFormMeta {
  readonly commandName: string | undefined;
  readonly commandLabel: string | undefined;
  readonly commandDescription: string | undefined;
  readonly wrapperName: string;
  readonly wrapperDescription: string | undefined;
  readonly image: string | undefined;
  /** Type of the Command: `docker`. */
  readonly imageType: string;
}

/** One input, whatever values it has in whichever branch of its tree. */
export interface FormField {
  readonly kind: ResolvedInput['kind'];
  readonly name: string;
  /** The name, where the input has no label. */
  readonly label: string;
  readonly description: string | undefined;
  /** Type of the input: `Session`, `string`, `select-one`. */
  readonly type: string;
  /** JSON pointer of the input in the Command. */
  readonly pointer: string;
  /** To be shown below "Advanced"; only the site's or project's configuration says so. */
  readonly advanced: boolean;
  readonly required: boolean;
  readonly userSettable: boolean;
  /** Whether several of the values may be chosen at once. */
  readonly multiple: boolean;
  /** Whether what is entered is to be hidden, also where the service's form shows it. */
  readonly sensitive: boolean;
  readonly inputType: FormInputType;
  /** Of a Command input of type `select-one` or `select-many`; what wrapper inputs choose from is in the values. */
  readonly selectValues: readonly string[];
  /** Derived inputs below it, each once. */
  readonly children: readonly FormField[];
}

/**
 * How the service's page shows a field. `static` is shown and not changed: an input with one value, or one that people may
 * not set. A static external input without a value has an empty list of values.
 */
export type FormInputType = 'boolean' | 'select-one' | 'select-many' | 'file' | 'password' | 'text' | 'static';

/** The values of one input in one branch of its tree. */
export interface FormFieldValues {
  readonly name: string;
  /** Values that are nothing are left out. */
  readonly values: readonly FormValue[];
}

export interface FormValue {
  /** What is sent when it is chosen. */
  readonly value: string;
  /** What a person sees. */
  readonly label: string;
  readonly origin: ValueOrigin;
  /** Values of the fields below where this one is chosen. */
  readonly children: readonly FormFieldValues[];
}

export type LaunchFormOutcome =
  | { readonly ok: true; readonly form: LaunchForm; readonly inputs: readonly ResolvedInput[] }
  | {
      readonly ok: false;
      /** HTTP status of the service's reply: 400 where the data lack what is required, else 500. */
      readonly status: 400 | 500;
      /** The service's reply. */
      readonly reply: string;
      readonly error: LaunchError;
      /** What was resolved before it failed. */
      readonly inputs: readonly ResolvedInput[];
      /** What was given or preset for sensitive inputs. Never to be shown. */
      readonly unresolved: readonly string[];
    };
