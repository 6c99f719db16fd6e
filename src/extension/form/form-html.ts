/** Where the page's parts come from. */
export interface FormResources {
  readonly script: string;
  readonly style: string;
  /** Sources of styles that the page may use. */
  readonly cspSource: string;
  /** Random, another one for each page: what a script needs to be run. */
  readonly nonce: string;
}

/**
 * The form's page before anything is filled in. Its policy lets it run the one script, use the one style sheet, and reach
 * nothing else: no network, no image, no frame, no inline script or style.
 */
export function formHtml({ script, style, cspSource, nonce }: FormResources): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Launch</title>
</head>
<body>
  <main>
    <form id="form" novalidate aria-labelledby="title">
      <header>
        <h1 id="title"></h1>
        <p id="form-description" class="description" hidden></p>
      </header>
      <p id="obstacle" class="banner" role="alert" hidden></p>
      <div id="standard"></div>
      <details id="advanced" hidden>
        <summary>Advanced inputs</summary>
        <div id="advanced-fields"></div>
      </details>
      <footer>
        <p id="summary" class="error" role="alert" hidden></p>
        <div class="actions">
          <button id="launch" type="submit" title="Launch (Ctrl+Enter)">Launch</button>
          <button id="save" type="button" class="secondary">Save as launch file…</button>
          <button id="reset" type="button" class="secondary">Reset to defaults</button>
        </div>
        <p id="status" class="status" role="status"></p>
      </footer>
    </form>
    <aside aria-labelledby="preview-title">
      <h2 id="preview-title">Preview</h2>
      <div id="preview"></div>
    </aside>
  </main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
