import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/** The files below a folder that hold a secret's value: as it is, or in URL, JSON, base64, hex or UTF-16 form. */
export function filesWithSecret(folder: string, secret: string): string[] {
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)].map((form) =>
    Buffer.from(form),
  );
  forms.push(Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1)));
  forms.push(Buffer.from(Buffer.from(secret).toString('hex')), Buffer.from(secret, 'utf16le'));
  return filesBelow(folder).filter((file) => forms.some((form) => readFileSync(file).includes(form)));
}
