/** Whether a text is a number as tools read it. The service itself checks no input of type `number`. */
export function isNumberText(text: string): boolean {
  return /^\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$/.test(text);
}
