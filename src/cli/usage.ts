export const VALIDATE_USAGE = `xnat-command validate [--format text|json|sarif|github] [--as create|update|label] [--image NAME] PATH…

Says what the Container Service would refuse, and what it stores but fails with or ignores. PATH is a file (taken as a
Command whatever is in it; a Dockerfile for its labels; NAME.launch.json for a launch file), a folder (searched for
Commands) or - for standard input.`;

export const RESOLVE_USAGE = `xnat-command resolve FILE [--wrapper NAME] [--input NAME=VALUE]… [--launch FILE.launch.json] [--format text|json]
xnat-command resolve FILE.launch.json [--input NAME=VALUE]… [--format text|json]
xnat-command resolve --cases FILE.jsonl

Shows what a launch of a Command would be, without Docker: the command line, environment, mounts and outputs, and where each
value came from. An input that takes an object of the archive is given a folder that stands in for it.`;

export const LAUNCH_USAGE = `xnat-command launch FILE [--launch FILE.launch.json | --wrapper NAME --input NAME=VALUE…] [OPTION…]
xnat-command launch FILE.launch.json [OPTION…]

Launches a Command on a Docker engine as the Container Service would, with its log masked, and says what would come of it on
a server. An input that takes an object of the archive is given a folder that stands in for it.

  --secret NAME=env:VAR        where the value of a secret comes from: an environment variable,
  --secret NAME=file:PATH#VAR  or a line VAR=… of a file outside the repository
  --engine URL                 the Docker engine, such as unix:///var/run/docker.sock; else that of the launch file or the
                               one the docker command line uses
  --format text|json|junit     how the verdict is printed; for json and junit the log goes to standard error
  --output FILE                writes the verdict to a file, and prints it as text
  --keep FOLDER                keeps the log and the outputs in a folder

Exits with 0 when it came to what was expected, 1 when it did not, 2 for wrong use, what cannot be read, or no engine.`;

export const TEST_USAGE = `xnat-command test PATH… [OPTION…]

Launches each launch file and compares what came of it with the file's "expect". A folder is searched for launch files that
expect something. The options and exit codes are those of launch.`;

export const LABEL_USAGE = `xnat-command label [--write DOCKERFILE] FILE…
xnat-command label --read IMAGE|DOCKERFILE

Prints the LABEL instruction that puts the Commands of the files into an image, or writes it into a Dockerfile, of which it
leaves the rest alone. With --read it prints the Commands that an image, or the image of a Dockerfile, holds in its label.`;
