/** Whether a file's name says that it is a Dockerfile. */
export function isDockerfileName(fileName: string): boolean {
  return /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.(?:Dockerfile|Containerfile)$/i.test(fileName);
}
