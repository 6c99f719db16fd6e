import type { LeakPlace } from './leak-report';
import type { LeakScanner } from './leak-scanner';

/** What a search writes what it finds into. */
export interface LeakNotes {
  /** A scanner whose findings are of a place. Only one stream is searched at a time. */
  scannerFor(place: LeakPlace): LeakScanner;
  searchName(place: LeakPlace, name: Uint8Array): void;
  gap(path: string, reason: string): void;
  /** A path without the values it may hold. */
  masked(path: string): string;
  count(bytes: number): void;
}
