import type { LogStream } from '../engine';
import type { LeakEncoding, SearchReach } from './leak-forms';

/** Where a secret's value was found. Paths are masked: a name can hold the value too. */
export type LeakPlace =
  /** What a container wrote, before it was masked. */
  | { readonly kind: 'log'; readonly step: string; readonly stream: LogStream }
  /** The content of a file, or, with `inside`, of an entry of an archive, outermost first. */
  | { readonly kind: 'file'; readonly path: string; readonly inside: readonly string[] }
  /** The name of a file, folder or entry, or the target of a link. */
  | { readonly kind: 'name'; readonly path: string; readonly inside: readonly string[] }
  /** What the image says of itself; `part` is a phrase such as `the environment variable PATH`. */
  | { readonly kind: 'image'; readonly image: string; readonly part: string };

/** A secret's value in some place. Never the value itself. */
export interface Leak {
  readonly place: LeakPlace;
  /** The environment variable of the secret. */
  readonly secret: string;
  readonly encoding: LeakEncoding;
  /** Of the first occurrence, in bytes from the beginning of the log, the file or the entry. */
  readonly offset: number;
  /** How often it is there. */
  readonly count: number;
}

/** Something that was not searched, and why: a sentence's end such as `it belongs to root`. */
export interface LeakGap {
  readonly path: string;
  readonly reason: string;
}

/** What the leak check found. Plain data without values. */
export interface LeakReport {
  readonly leaks: readonly Leak[];
  /** Further places that are not listed. */
  readonly more: number;
  /** Secrets that are too short to be looked for in every form, or at all. */
  readonly short: readonly { readonly secret: string; readonly reach: Exclude<SearchReach, 'all forms'> }[];
  readonly gaps: readonly LeakGap[];
  /** Files and entries of archives that were searched. */
  readonly files: number;
  /** Bytes of them. */
  readonly bytes: number;
}
