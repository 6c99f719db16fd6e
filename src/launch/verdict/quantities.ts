/** A duration as people say it: `40 ms`, `1.5 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function describeDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const UNITS = ['KB', 'MB', 'GB', 'TB'];

/** A size as file managers show it: `1 byte`, `999 bytes`, `1.5 KB`, `12 MB`. */
export function describeBytes(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte');
  let size = bytes / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${UNITS[unit] ?? ''}`;
}

/** `1 file`, `3 files`. */
export const countOf = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;
