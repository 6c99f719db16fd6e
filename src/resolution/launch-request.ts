import type { Command } from '../command/model/command';
import type { XnatObjectType } from '../command/model/xnat-objects';
import type { XnatObject } from './xnat-object';

/** One launch of one wrapper, as the service would be asked for it. */
export interface LaunchRequest {
  /** As the server holds it after saving and loading: see `storedCommand`. */
  readonly command: Command;
  readonly wrapperName: string;
  /** By name of the wrapper or Command input. */
  readonly inputs: ReadonlyMap<string, GivenValue>;
  readonly settings: LaunchSettings;
  readonly sources: LaunchSources;
}

/** A value of a launch request: a text, or an object, which stands for the text of its JSON. */
export type GivenValue = string | XnatObject;

/** What the server is set to. */
export interface LaunchSettings {
  /** Of the site, then of the project: a later one wins. */
  readonly configurations: readonly CommandConfiguration[];
  /** Folder in which the service makes new directories, such as `/data/xnat/build`. */
  readonly buildPath: string;
  /** Every occurrence of `xnatPrefix` in a mount's path becomes `enginePrefix`. */
  readonly pathTranslation: { readonly xnatPrefix: string; readonly enginePrefix: string } | undefined;
}

/** What a site's or project's administrator overrides in a Command. Undefined keeps the Command's own. */
export interface CommandConfiguration {
  readonly inputs: ReadonlyMap<string, InputConfiguration>;
  readonly outputs: ReadonlyMap<string, { readonly label: string | undefined }>;
}

export interface InputConfiguration {
  readonly defaultValue: string | undefined;
  readonly matcher: string | undefined;
  /** Whether the launch form lets a person set it; undefined: it does. */
  readonly userSettable: boolean | undefined;
  /** Whether the launch form puts it below "Advanced"; undefined: it does not. */
  readonly advanced: boolean | undefined;
}

/** Where resolution gets what is not in the request. All of it is plain look-up; nothing here may change anything. */
export interface LaunchSources {
  /** The object of a type with this id; for launches by id, and upwards (a session's project or subject). */
  readonly objectById: (type: XnatObjectType, id: string) => XnatObject | undefined;
  /** The object of a type at this URI, which starts with `/archive`. */
  readonly objectByUri: (type: XnatObjectType, uri: string) => XnatObject | undefined;
  /** Name for a new directory in the build path; another one at each call. */
  readonly newDirectoryName: () => string;
  /** The Command that a `via-setup-command` or `via-wrapup-command` names, as written there. */
  readonly specialCommand: (reference: string) => Command | undefined;
  /** Whether the server has a value for the system property. */
  readonly hasSecret: (systemProperty: string) => boolean;
  /** Whether a file was given under `/user/cache/resources/…`. */
  readonly hasCachedFile: (path: string) => boolean;
  /** Evaluates an XPath over a text that is XML. Absent where no data of a server are at hand, and so no XML. */
  readonly evaluateXPath?: (text: string, expression: string) => XPathOutcome;
}

/** Not `ok` where the text is no XML or the expression no XPath. */
export type XPathOutcome = { readonly ok: true; readonly text: string } | { readonly ok: false };
