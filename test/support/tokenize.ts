import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

/** A stretch of a line and the scopes that the grammar gives it, without the one of the whole document. */
export interface GrammarToken {
  readonly text: string;
  readonly scopes: readonly string[];
}

const GRAMMAR = join(import.meta.dirname, '../../syntaxes/xnat-command.tmLanguage.json');

/** Loads our grammar with the engine that VS Code has. */
export async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM({ data: readFileSync(wasm) });
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new OnigScanner(sources),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === 'source.json.xnat-command' ? parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR) : null,
      ),
  });
  const grammar = await registry.loadGrammar('source.json.xnat-command');
  if (grammar === null) throw new Error('The grammar did not load.');
  return grammar;
}

/** The tokens of each line of a text. */
export function tokenize(grammar: IGrammar, text: string): readonly (readonly GrammarToken[])[] {
  let state = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
  });
}
