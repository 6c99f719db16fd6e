// @ts-check
// `npm run rules-page`: writes docs/rules.md from the documentation of the rules.
import { writeFile } from 'node:fs/promises';
import { rulesPage } from '../src/command/rules/documentation/rules-page.js';

await writeFile(new URL('../docs/rules.md', import.meta.url), rulesPage());
