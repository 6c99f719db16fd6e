import type { MatcherReading } from './matcher-ast';
import { parseMatcher } from './matcher-parser';

/** The same few matchers are asked about with every key press, and in every Command of a folder. */
const readings = new Map<string, MatcherReading>();

/** Together these bound the memory. */
const MOST_KEPT = 500;
const LONGEST_KEPT = 1000;

/** Reads a matcher as `parseMatcher` does, or takes the reading from the last time. */
export function recallMatcher(text: string): MatcherReading {
  const known = readings.get(text);
  if (known !== undefined) return known;
  const reading = parseMatcher(text);
  if (text.length > LONGEST_KEPT) return reading;
  if (readings.size === MOST_KEPT) readings.clear();
  readings.set(text, reading);
  return reading;
}
