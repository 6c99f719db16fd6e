import { engineCall } from '../../scripts/lib/engine-request.mjs';

/** Pushes an image of an engine to the registry that its name begins with. */
export async function pushImage(
  endpoint: string,
  image: string,
  login: { readonly username: string; readonly password: string },
): Promise<void> {
  const colon = image.lastIndexOf(':');
  const headers = { 'X-Registry-Auth': Buffer.from(JSON.stringify(login)).toString('base64') };
  const path = `/images/${image.slice(0, colon)}/push?tag=${image.slice(colon + 1)}`;
  const answer = (await engineCall(endpoint, 'POST', path, { headers })).toString();
  if (answer.includes('"error"')) throw new Error(`${image} was not pushed: ${answer}`);
}
