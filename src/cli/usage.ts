export const VALIDATE_USAGE = `xnat-command validate [--format text|json|sarif|github] [--as create|update|label] [--image NAME] PATH…

Says what the Container Service would refuse, and what it stores but fails with or ignores. PATH is a file (taken as a
Command whatever is in it; a Dockerfile for its labels), a folder (searched for Commands) or - for standard input.`;

export const RESOLVE_USAGE = `xnat-command resolve FILE [--wrapper NAME] [--input NAME=VALUE]… [--launch FILE.launch.json] [--format text|json]
xnat-command resolve --launch FILE.launch.json [--format text|json]
xnat-command resolve --cases FILE.jsonl

Shows what a launch of a Command would be, without Docker: the command line, environment, mounts and outputs, and where each
value came from. An input that takes an object of the archive is given a folder that stands in for it.`;

export const LABEL_USAGE = `xnat-command label [--write DOCKERFILE] FILE…
xnat-command label --read IMAGE|DOCKERFILE

Prints the LABEL instruction that puts the Commands of the files into an image, or writes it into a Dockerfile, of which it
leaves the rest alone. With --read it prints the Commands that an image, or the image of a Dockerfile, holds in its label.`;
