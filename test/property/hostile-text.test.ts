import fc from 'fast-check';
import assert from 'node:assert/strict';
import { reportOn } from '../../src/command/check-command';
import { createCommandDocument, type CommandMode } from '../../src/command/document/command-document';
import { decodeBody } from '../../src/command/document/decode-body';
import { nodeAt, pointerOf } from '../../src/command/document/navigation';
import type { JsonNode, Span } from '../../src/command/document/syntax-tree';
import { arbitraryJsonText, arbitraryText, arbitraryTokens } from '../support/arbitrary-text';
import { generateCommandText } from '../support/generated-command';

/** How many texts each property is tried on; XNAT_COMMANDS_TEXTS=1000000 for a long run. */
const numRuns = Number(process.env.XNAT_COMMANDS_TEXTS ?? 3000);
const modes: readonly CommandMode[] = ['create', 'update', 'label'];
const someMode = fc.constantFrom(...modes);

describe('Any text whatever', function () {
  this.timeout(Math.max(60_000, numRuns * 20));

  it('is checked without a crash, and every problem lies inside it', () => {
    fc.assert(
      fc.property(arbitraryText, someMode, (text, mode) => {
        const document = createCommandDocument(text, mode);
        const { server, refusedAt, problems } = reportOn(document);
        assert.equal(server === 'accepts', refusedAt === null);
        assert.equal(
          problems.some((problem) => problem.when === 'create' && problem.severity === 'error'),
          server === 'refuses',
        );
        let before = 0;
        for (const problem of problems) {
          assertInside(problem.span, text);
          assert.ok(problem.span.start >= before, 'in the order of the text');
          before = problem.span.start;
          assert.match(problem.pointer, /^(\/.*)?$/s);
          for (const place of problem.related) assertInside(place.span, text);
        }
      }),
      { numRuns },
    );
  });

  it('becomes a tree whose spans nest, and in which every place is found again', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const { root, syntaxFaults, comments } = createCommandDocument(text, 'create');
        for (const { span } of syntaxFaults) assertInside(span, text);
        for (const span of comments) assertInside(span, text);
        if (root !== undefined) assertNests(root, { start: 0, end: text.length });
        for (let offset = 0; offset <= text.length; offset += 7) {
          const found = nodeAt(root, offset);
          if (found !== undefined) assert.ok(found.node.start <= offset && offset <= found.node.end);
        }
      }),
      { numRuns },
    );
  });

  it('is read as JSON.parse reads it, where that can', () => {
    const text = fc.oneof(arbitraryJsonText, arbitraryTokens, arbitraryText);
    fc.assert(
      fc.property(text, (text) => {
        const document = createCommandDocument(text, 'label');
        const expected = parse(text);
        // What the server takes beyond the standard, and what it leaves unread.
        const isStandard = !text.includes("'") && document.comments.length === 0 && document.trailing === undefined;
        if (expected !== undefined) {
          assert.deepEqual(document.syntaxFaults, []);
          if (document.root !== undefined) assert.deepEqual(plain(document.root), expected.value);
        } else if (isStandard) {
          assert.notDeepEqual(document.syntaxFaults, []);
        }
      }),
      { numRuns },
    );
  });

  it('is the same in every encoding, and any bytes are taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2 }), fc.uint8Array({ maxLength: 40 }), (string, bytes) => {
        const text = `{${string.replaceAll('\u0000', '')}`;
        for (const encoded of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(text, 'utf16le')]) {
          assert.deepEqual(decodeBody(encoded), { text, malformedAt: undefined });
        }
        const decoded = decodeBody(bytes);
        assert.ok((decoded.malformedAt ?? 0) <= decoded.text.length);
        reportOn(createCommandDocument(decoded, 'create'));
      }),
      { numRuns: Math.min(numRuns, 3000) },
    );
  });
});

describe('A huge or deep text', function () {
  this.timeout(120_000);

  const half = 500_000;
  const wrap = (inner: string) => `{"name": "a", "image": "b:1", ${inner}}`;
  const list = (count: number, item: (i: number) => string) => Array.from({ length: count }, (_, i) => item(i)).join();
  const wrapper = (inner: string) => wrap(`"xnat": [{"name": "w", "contexts": ["site"], ${inner}}]`);
  const texts: Readonly<Record<string, () => string>> = {
    'open brackets': () => '['.repeat(2 * half),
    'nested objects': () => '{"a":'.repeat(half),
    'nesting that is closed, where the server does not look': () => wrap(`"x": ${'['.repeat(half)}${']'.repeat(half)}`),
    'nesting inside a list': () => wrap(`"inputs": ${'['.repeat(half)}${']'.repeat(half)}`),
    'nesting in the metadata': () => wrap(`"command-metadata": ${'{"a":'.repeat(half)}1${'}'.repeat(half)}`),
    'brackets closed by the wrong ones': () => '{"a":['.repeat(half) + '}'.repeat(half),
    'a string of 5 MB': () => wrap(`"description": "${'x'.repeat(10 * half)}"`),
    'a command line of keys and quotes': () => wrap(`"command-line": "${'#a# \\" ^'.repeat(half)}"`),
    'a number of 5 MB': () => wrap(`"limit-memory": ${'9'.repeat(10 * half)}`),
    'a text of digits': () => wrap(`"limit-cpu": "${'9'.repeat(half)}", "shm-size": "${'\u0663'.repeat(half)}"`),
    'texts that are nearly numbers': () =>
      wrap(`"limit-cpu": "${'9'.repeat(2 * half)}x", "shm-size": "${'9'.repeat(2 * half)}x"`),
    'a text that is nearly a hexadecimal number': () => wrap(`"limit-cpu": "0x${'9'.repeat(2 * half)}x"`),
    'a default that is nearly a number': () =>
      wrap(`"inputs": [{"name": "i", "type": "number", "default-value": "${'9'.repeat(2 * half)}x"}]`),
    'a path of slashes': () => wrap(`"mounts": [{"name": "m", "path": "${'/'.repeat(2 * half)}x"}]`),
    'lone surrogates': () => `{"name": "${'\ud800'.repeat(half)}"}`,
    'comments alone': () => '# x\n'.repeat(half),
    'wrong elements': () => wrap(`"inputs": [${list(half, () => '5')}]`),
    'equal keys': () => wrap(`"ulimits": {"a": "1:2:3", ${list(half, () => '"a": "1"')}}`),
    'equal names': () => wrap(`"inputs": [${list(half / 5, () => '{"name": "i"}')}]`),
    'outputs of no mount': () => wrap(`"outputs": [${list(half / 10, (i) => `{"name": "o${i}", "mount": "m"}`)}]`),
    'wrappers times outputs': () =>
      wrap(
        `"mounts": [{"name": "m", "path": "/m"}], "xnat": [${list(half / 10, (i) => `{"name": "w${i}"}`)}],
         "outputs": [${list(half / 10, (i) => `{"name": "o${i}", "mount": "m"}`)}]`,
      ),
    'inputs derived from later ones': () =>
      wrapper(
        `"derived-inputs": [${list(half / 20, (i) => `{"name": "d${i}", "derived-from-wrapper-input": "d${i + 1}"}`)}]`,
      ),
    'handlers of nothing': () =>
      wrapper(`"output-handlers": [${list(half / 20, (i) => `{"name": "h${i}", "as-a-child-of": "h${i + 1}"}`)}]`),
    'a regular expression that backtracks': () =>
      wrapper(
        `"external-inputs": [{"name": "s", "type": "Session", "matcher": "@.id =~ /(a+)+$/ && ${'('.repeat(half)}"}]`,
      ),
    'keys that are nearly those of inputs': () =>
      wrap(
        `"inputs": [${list(190, (i) => `{"name": "the-input-number-${i}"}`)}],
         "container-name": "${list(half / 20, (i) => `#teh-inputs-nubmer-${i}#`)}"`,
      ),
    'a good Command of 5 MB': () => generateCommandText(10 * half),
  };
  const labels: Readonly<Record<string, () => string>> = {
    'empty Commands': () => `[${list(half / 4, () => '{}')}]`,
    'Commands that are still being typed': () => `[${list(half / 10, () => '{"name": }')}]`,
    'Commands of one fault each': () => `[${list(half / 20, () => '{"name": "c", "inputs": [{"name": "a b"}]}')}]`,
  };
  for (const [name, text] of Object.entries(labels)) {
    it(`of a label with ${name} is checked`, () => {
      const source = text();
      const { server, problems } = reportOn(createCommandDocument(source, 'label'));
      assert.equal(server, 'refuses');
      assert.equal(problems[0]?.code, 'problems-not-shown');
      for (const problem of problems) assertInside(problem.span, source);
    });
  }

  for (const [name, text] of Object.entries(texts)) {
    it(`of ${name} is checked`, () => {
      const source = text();
      const { problems } = reportOn(createCommandDocument(source, 'create'));
      for (const problem of problems) assertInside(problem.span, source);
      assert.ok(problems.length <= 10_000, String(problems.length));
    });
  }
});

function assertInside({ start, end }: Span, text: string): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
}

/** Every node lies inside its parent, behind its elder siblings, and can be pointed at. */
function assertNests(root: JsonNode, outer: Span): void {
  assert.ok(outer.start <= root.start && root.end <= outer.end);
  const stack: JsonNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    let at = node.start;
    const parts = node.kind === 'object' ? node.properties : node.kind === 'array' ? node.items : [];
    for (const part of parts) {
      assert.ok(at <= part.start && part.start <= part.end && part.end <= node.end);
      at = part.end;
      const children = 'key' in part ? [part.key, ...(part.value ? [part.value] : [])] : [part];
      for (const child of children) {
        assert.equal(child.parent, node);
        assert.ok(part.start <= child.start && child.end <= part.end);
        stack.push(child);
      }
    }
    pointerOf(node);
  }
}

/** The plain value of a tree, `__proto__` being a key like any other; of equal keys the last wins. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'array') return node.items.map(plain);
  if (node.kind === 'number') return Number(node.raw);
  if (node.kind === 'null') return null;
  if (node.kind !== 'object') return node.value;
  return Object.fromEntries(node.properties.map(({ key, value }) => [key.value, value && plain(value)]));
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
