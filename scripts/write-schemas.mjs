// @ts-check
// `npm run schemas`: writes the public schemas from the tables of properties and the guide for authors.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { commandSchema } from '../src/language/guide/command-schema.js';

const file = fileURLToPath(new URL('../schemas/command.schema.json', import.meta.url));
const options = { ...(await resolveConfig(file)), filepath: file };
await writeFile(file, await format(JSON.stringify(commandSchema()), options));
