/* What check.bench.ts measures, to be bundled as the extension is. */
export { bindDocument } from '../../src/command/binding/bind-command';
export { reportOn } from '../../src/command/check-command';
export { createCommandDocument } from '../../src/command/document/command-document';
export { serverVerdict } from '../../src/command/server-check/server-verdict';
