// @ts-check
// The desktop VS Code of a developer's machine.

/** Whether a program can open a window here. */
export const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Whether a desktop VS Code can run here. It refuses root, under whom only a bare machine's programs run.
 */
export const canRunDesktop = () => hasScreen() && process.getuid?.() !== 0;
