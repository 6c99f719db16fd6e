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

const SYNTAXES = join(import.meta.dirname, '../../syntaxes');
const FILES = {
  'source.json.xnat-command': join(SYNTAXES, 'xnat-command.tmLanguage.json'),
  'source.json.xnat-launch': join(SYNTAXES, 'xnat-launch.tmLanguage.json'),
} as const;

/** Loads one of our grammars with the engine that VS Code has. */
export async function loadGrammar(scope: keyof typeof FILES): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM({ data: readFileSync(wasm) });
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new OnigScanner(sources),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (asked) => {
      const file = asked in FILES ? FILES[asked as keyof typeof FILES] : undefined;
      return Promise.resolve(file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file));
    },
  });
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`The grammar ${scope} did not load.`);
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
